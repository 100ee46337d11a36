"""Raising and lowering flags: what rooms do when something happens that the team must see."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock, ids
from app.db import db
from app.flags.kinds import KIND
from app.flags.models import UP, Flag


def raise_flag(
    kind: str,
    about_id: UUID,
    *,
    scheme_id: UUID,
    match_id: UUID | None = None,
    person_id: UUID | None = None,
    number: int | None = None,
    at: datetime | None = None,
) -> None:
    """Put something on the desk. One flag of a kind is up for one thing: raising it again changes nothing.

    `about_id` is what it is about (an entry, a goal), `person_id` whom its words name.
    """
    if kind not in KIND:
        raise ValueError(f"{kind} is no kind of reason; app/flags/kinds.py has them all")
    on_sqlite = db.session.get_bind().dialect.name == "sqlite"
    add = (sqlite if on_sqlite else postgresql).insert(Flag)
    db.session.execute(
        add.values(
            id=ids.new_id(),
            kind=kind,
            scheme_id=scheme_id,
            match_id=match_id,
            person_id=person_id,
            about_id=about_id,
            number=number,
            raised_at=at or clock.now(),
        ).on_conflict_do_nothing(index_elements=["kind", "about_id"], index_where=UP)
    )


def lower_flag(kind: str, about_id: UUID, by_id: UUID | None = None) -> None:
    """Take something off the desk: it was handled (by whom), or it is no longer so. Harmless when it is not up."""
    db.session.execute(
        update(Flag)
        .where(Flag.kind == kind, Flag.about_id == about_id, Flag.lowered_at.is_(None))
        .values(lowered_at=clock.now(), lowered_by=by_id)
        .execution_options(synchronize_session=False)
    )
