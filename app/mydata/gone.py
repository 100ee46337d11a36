"""The list of who was erased, in a file beside the database: what a restored copy brings back goes again.

A line holds a day and the random id of somebody who is nameless now. The database and the file are brought together at
each tick: so the file holds what every machine erased, and a database that went back learns it from the file.
"""

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from app.db import db
from app.mydata.erasing import erase_now
from app.mydata.models import Erasure
from app.people.models import Person

Gone = dict[UUID, datetime]


class BadList(ValueError):
    """The file cannot be read; its text is one sentence for the operator."""


def read(text: str, name: str) -> Gone:
    """Who stands in a list, since when; BadList names the line that is none."""
    found: Gone = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            at, person_id = line.split()
            found[UUID(person_id)] = datetime.fromisoformat(at).replace(tzinfo=UTC)
        except ValueError:
            raise BadList(f"Line {number} of {name} is no day and id: {line[:60]!r}.") from None
    return found


def written(gone: Gone) -> str:
    """The list as `read` reads it, the earliest first."""
    return "".join(sorted(f"{at:%Y-%m-%d} {person_id}\n" for person_id, at in gone.items()))


def everybody() -> Gone:
    """Who was erased, as the file and the database know it."""
    return {**_in_database(), **_in_file()}


def bring_together(more: Gone | None = None) -> int:
    """Erase again who is in the list and in the database; give the file who is not in it. Gives how many went again."""
    here, listed = _in_database(), {**_in_file(), **(more or {})}
    known = db.session.scalars(select(Person.id).where(Person.id.in_(list(listed.keys() - here.keys()))))
    back = list(known)
    for person_id in back:
        erase_now(person_id, listed[person_id])
    _keep({**here, **listed})
    return len(back)


def _in_database() -> Gone:
    rows = db.session.execute(select(Erasure.person_id, Erasure.done_at).where(Erasure.done_at.is_not(None)))
    return {row.person_id: row.done_at for row in rows}


def _file() -> Path | None:
    given = current_app.extensions["naast_settings"].erased_file
    return Path(given) if given else None


def _in_file() -> Gone:
    file = _file()
    return read(file.read_text(), str(file)) if file and file.exists() else {}


def _keep(gone: Gone) -> None:
    """Write the file anew in one step, for its owner alone; not where nothing is new."""
    file, said = _file(), written(gone)
    if file is None or (file.read_text() if file.exists() else "") == said:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f"{file.name}.{os.getpid()}.part")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(said)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)
