"""The history of a match as a timeline that both sides read; what is the team's alone stays with the team."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select

from app.db import db
from app.matches.actions import PURPOSE, bound
from app.matches.models import Match, MatchEvent, Participation
from app.people.actor import Actor
from app.people.models import Person
from app.sealing.seal import unseal_fields
from app.sealing.vault import DataKey, opened

LONGEST = 100
# Of these only the team and who did it read; a no, or a wish to stop, is told by a person.
QUIET = ("rematch", "remind", "ask-to-stop", "stay", "say-no", "take-back")


@dataclass(frozen=True)
class Happened:
    """One line of a match's history; `about` is whose part it was."""

    verb: str
    to_state: str
    by: str
    about: str
    at: datetime
    phone_at: datetime | None
    staff_only: bool
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def came_later(self) -> bool:
        """True when it was sent without network and arrived more than ten minutes later."""
        return self.phone_at is not None and abs((self.at - self.phone_at).total_seconds()) > 600


_event, _person, _part, _key = (table.__table__ for table in (MatchEvent, Person, Participation, DataKey))
_whose = _person.alias("whose")
_EVENTS = (
    select(
        _event.c.id,
        _event.c.match_id,
        _event.c.verb,
        _event.c.to_state,
        _event.c.by_id,
        _event.c.server_at,
        _event.c.phone_at,
        _event.c.staff_only,
        _event.c.sealed,
        _person.c.called.label("by"),
        _whose.c.called.label("about"),
        _key.c.ring_key,
        _key.c.wrapped,
    )
    .select_from(
        _event.outerjoin(_person, _person.c.id == _event.c.by_id)
        .outerjoin(_part, _part.c.id == _event.c.participation_id)
        .outerjoin(_whose, _whose.c.id == _part.c.person_id)
        .outerjoin(_key, and_(_key.c.owner_id == _event.c.by_id, _key.c.purpose == PURPOSE))
    )
    .where(_event.c.match_id == bindparam("match"))
    .order_by(_event.c.server_at.desc(), _event.c.id.desc())
    .limit(LONGEST)
)


def history(actor: Actor, match: Match, for_staff: bool) -> list[Happened]:
    """Everything that happened to a match and is this reader's to know, the latest first; one query."""
    rows = db.session.execute(_EVENTS, {"match": match.id})
    return [
        _line(row, for_staff or row.by_id == actor.id or not row.staff_only)
        for row in rows
        if for_staff or row.by_id == actor.id or row.verb not in QUIET
    ]


def _line(row: Any, reads_words: bool) -> Happened:
    words = _words(row) if reads_words and row.sealed else {}
    return Happened(
        row.verb,
        row.to_state,
        row.by or "",
        row.about or "",
        row.server_at,
        row.phone_at,
        row.staff_only,
        words,
    )


def _words(row: Any) -> dict[str, Any]:
    """What was said with a move; days as days."""
    key = opened(row.by_id, PURPOSE, row.ring_key, row.wrapped)
    said = unseal_fields(key, row.sealed, bound(row))
    days: dict[str, Any] = {name: date.fromisoformat(said[name]) for name in ("on", "until") if name in said}
    return {**said, **days}


_REASONS = (
    select(
        _event.c.id,
        _event.c.match_id,
        _event.c.by_id,
        _event.c.staff_only,
        _event.c.sealed,
        _key.c.ring_key,
        _key.c.wrapped,
    )
    .select_from(_event.join(_key, and_(_key.c.owner_id == _event.c.by_id, _key.c.purpose == PURPOSE)))
    .where(_event.c.match_id.in_(bindparam("matches", expanding=True)), _event.c.verb == "propose")
)


def reasons_of(match_ids: list[UUID]) -> dict[UUID, str]:
    """Why each of these matches was proposed, in the words that everybody in it reads; one query."""
    rows = db.session.execute(_REASONS, {"matches": match_ids}) if match_ids else ()
    return {row.match_id: _words(row).get("reason", "") for row in rows if row.sealed}
