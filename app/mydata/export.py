"""All that Naast holds about somebody, in clear, for themselves: one file to read and one for a program, in a zip."""

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.audit import AuditLine
from app.db import db
from app.mydata.log import about
from app.mydata.reading import Lines, lines_of, plain
from app.mydata.words import KEPT_BACK, area_of
from app.people.actor import Actor
from app.people.models import Person
from app.privacy.held import Held, held
from app.web.language import _, moment
from app.web.pages import render

STYLE = (Path(__file__).parent / "export.css").read_text(
    "utf-8"
)  # in the file itself: it is opened far from here


@dataclass(frozen=True)
class Part:
    """One kind of thing with its rows: as a program reads them, and as somebody does."""

    name: str
    label: str
    rows: list[dict[str, Any]]
    lines: list[Lines]


@dataclass(frozen=True)
class Made:
    """An export; it is kept nowhere."""

    id: UUID
    content: bytes


def make(actor: Actor, here: Any, _values: Any, _op_id: UUID) -> Made:
    """A zip of everything about the person: `naast.html` to read, `naast.json` for a program."""
    parts = parts_of(actor)
    told = {
        "of": actor.called,
        "made_at": clock.now().isoformat(),
        "kept_back": [_(why) for why in KEPT_BACK],
    }
    packed = {**told, "parts": {part.name: part.rows for part in parts}}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("naast.json", json.dumps(packed, ensure_ascii=False, indent=1))
        names = {"parts": parts, "kept_back": KEPT_BACK, "of": actor, "style": STYLE}
        made.writestr("naast.html", render("mydata/export.html", **names))
    return Made(ids.new_id(), out.getvalue())


def parts_of(actor: Actor) -> list[Part]:
    """Every kind of thing of which the person has at least one."""
    kinds = [kind for room in held for kind in room]
    found = [(kind, db.session.scalars(select(kind.table).where(kind.mine(actor))).all()) for kind in kinds]
    names = _names([(kind, row) for kind, rows in found for row in rows])
    parts = [_part(kind, rows, names) for kind, rows in found if rows]
    return [*parts, *_log(actor)]


def _names(found: list[tuple[Held, Any]]) -> dict[UUID, str]:
    """What the people are called who stand in what is told."""
    values = (getattr(row, name) for kind, row in found for name in kind.facts)
    named = {value for value in values if isinstance(value, UUID)}
    called = db.session.execute(select(Person.id, Person.called).where(Person.id.in_(named)))
    return {row.id: row.called for row in called}


def _part(kind: Held, rows: Any, names: dict[UUID, str]) -> Part:
    told = [_row(kind, row, names) for row in rows]
    return Part(
        kind.table.__tablename__,
        _(kind.label),
        [_with_id(row, one) for row, one in zip(rows, told, strict=True)],
        [lines_of(one, kind.words) for one in told],
    )


def _with_id(row: Any, told: dict[str, Any]) -> dict[str, Any]:
    known = {"id": str(row.id)} if hasattr(row, "id") else {}
    return {**known, **{name: plain(value) for name, value in told.items()}}


def _row(kind: Held, row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    facts = {name: getattr(row, name) for name in kind.facts}
    named = {name: names.get(value) if isinstance(value, UUID) else value for name, value in facts.items()}
    return {name: value for name, value in {**named, **kind.told(row)}.items() if value not in (None, "", [])}


def _log(actor: Actor) -> list[Part]:
    rows = db.session.scalars(select(AuditLine).where(about(actor)).order_by(AuditLine.at)).all()
    told = [{"at": row.at.isoformat(), "verb": row.verb, "by_me": row.strand == actor.id} for row in rows]
    lines = [[(moment(row.at), _(area_of(row.verb)))] for row in rows]
    return [Part("audit_line", _("What happened with my data"), told, lines)] if rows else []
