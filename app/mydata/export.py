"""All that Naast holds about somebody, in clear, for themselves: one file to read and one for a program, in a zip."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, or_, select

from app import clock, ids
from app.audit import AuditLine
from app.db import db
from app.mydata.words import KEPT_BACK
from app.people.actor import Actor
from app.people.models import Person
from app.privacy.held import Held, held
from app.web.language import _
from app.web.pages import render

# What only serves the machine: of no meaning to anybody, or a way in.
NOT_TOLD = frozenset(("op_id", "opens_at", "ring_key", "evidence", "settings", "aaguid", "sign_count"))
AUDIT = Held(AuditLine, "", ("strand", "about_id"))


@dataclass(frozen=True)
class Part:
    """One kind of thing with its rows: for each the facts and the words."""

    name: str
    label: str
    rows: list[dict[str, Any]]


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
        made.writestr("naast.html", render("mydata/export.html", parts=parts, kept_back=KEPT_BACK, of=actor))
    return Made(ids.new_id(), out.getvalue())


def parts_of(actor: Actor) -> list[Part]:
    """Every kind of thing of which the person has at least one."""
    kinds = [kind for room in held for kind in room]
    found = [
        (kind, db.session.scalars(select(kind.table).where(kind.mine(actor.id))).all()) for kind in kinds
    ]
    names = _names([row for _kind, rows in found for row in rows])
    parts = [
        Part(kind.table.__tablename__, _(kind.label), [_row(kind, row, names) for row in rows])
        for kind, rows in found
        if rows
    ]
    return [*parts, *_log(actor)]


def _log(actor: Actor) -> list[Part]:
    rows = db.session.scalars(select(AuditLine).where(AUDIT.mine(actor.id)).order_by(AuditLine.at)).all()
    lines = [
        {"at": row.at.isoformat(), "verb": row.verb, "by_me": row.strand == actor.id}
        for row in rows
        if not row.verb.startswith(("safeguarding.", "concern_reading."))
    ]
    return [Part("audit_line", _("What happened with my data"), lines)] if lines else []


def _people_in(table: Any) -> list[str]:
    return [
        column.name
        for column in table.c
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    ]


def _names(rows: list[Any]) -> dict[UUID, str]:
    """What the people are called who stand in these rows."""
    found = {getattr(row, name) for row in rows for name in _people_in(row.__table__)} - {None}
    called = db.session.execute(select(Person.id, Person.called).where(or_(Person.id.in_(found))))
    return {row.id: row.called for row in called}


def _row(kind: Held, row: Any, names: dict[UUID, str]) -> dict[str, Any]:
    facts = {}
    for column in row.__table__.c:
        value = getattr(row, column.key)
        if value is None or column.name in NOT_TOLD or isinstance(column.type, LargeBinary):
            continue
        facts[column.name] = names.get(value, value) if isinstance(value, UUID) else value
    told = {name: value for name, value in kind.told(row).items() if value not in (None, "", [])}
    return {name: _plain(value) for name, value in {**facts, **told}.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
