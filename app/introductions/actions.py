"""Noting whom somebody was introduced to, and what came of it."""

from typing import Any
from uuid import UUID

from app import clock, ids
from app.db import db
from app.introductions.forms import CameForm, IntroduceForm
from app.introductions.models import Introduction
from app.matches.models import Match
from app.people.actor import Actor
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


def bound(row: Any) -> str:
    """What a sealed introduction is bound to."""
    return f"introduction|sealed|{row.id}|{row.author_id}|{row.match_id}"


def open_introduction(key: bytes, row: Any) -> dict[str, Any]:
    """`who`, `about` and `came`, with the writer's key."""
    return unseal_fields(key, row.sealed, bound(row))


def introduce(actor: Actor, match: Match, values: IntroduceForm, op_id: UUID) -> Introduction:
    """Note whom somebody was introduced to."""
    row = Introduction(
        id=op_id if db.session.get(Introduction, op_id) is None else ids.new_id(),
        author_id=actor.id,
        match_id=match.id,
        on=values.on,
        sealed=b"",
        phone_at=ids.made_at(op_id) if op_id.version == 7 else None,
        made_at=clock.now(),
    )
    fields = {"who": values.who, "about": values.about, "came": None}
    row.sealed = seal_fields(key_of(actor.id, PURPOSE), fields, bound(row))
    db.session.add(row)
    db.session.flush()
    return row


def tell(_actor: Actor, row: Introduction, values: CameForm, _op_id: UUID) -> Introduction:
    """Tell what came of it; what was told before stays above it."""
    key = key_of(row.author_id, PURPOSE)
    fields = open_introduction(key, row)
    if values.came not in (fields["came"] or ""):
        fields["came"] = "\n\n".join(said for said in (fields["came"], values.came) if said)
    row.sealed = seal_fields(key, fields, bound(row))
    row.told_at = clock.now()
    db.session.flush()
    return row
