"""Looking back, notes and keepsakes for screens, each list in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select

from app.closing.content import PURPOSE, Content, open_own, open_row
from app.closing.models import Keepsake, LookBack, Thanks
from app.closing.policy import thanks_read_by
from app.db import db
from app.matches.models import Match
from app.matches.sockets import Kept
from app.people.actor import Actor
from app.people.models import Person, tone
from app.sealing.vault import DataKey


@dataclass(frozen=True)
class Said:
    """What somebody wrote."""

    person_id: UUID
    called: str
    content: Content

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.person_id)


def look_backs(match: Match) -> list[Said]:
    """How everybody looks back, side by side; the caller settled that it is time."""
    rows = db.session.execute(
        select(
            LookBack.id,
            LookBack.person_id,
            LookBack.match_id,
            LookBack.sealed,
            Person.called,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Person, Person.id == LookBack.person_id)
        .join(DataKey, and_(DataKey.owner_id == LookBack.person_id, DataKey.purpose == PURPOSE))
        .where(LookBack.match_id == match.id, LookBack.ready_at.is_not(None))
        .order_by(Person.called)
    )
    return [Said(row.person_id, row.called, open_row(row.person_id, row, "look_back")) for row in rows]


@dataclass(frozen=True)
class Note:
    """A thank-you note as its writer or its reader sees it."""

    id: UUID
    from_id: UUID
    to_id: UUID
    by: str
    said: str
    at: datetime
    mine: bool
    opened: bool

    @property
    def tone(self) -> int:
        """The colour number of the writer's avatar."""
        return tone(self.from_id)


def notes(actor: Actor, match: Match) -> list[Note]:
    """The notes of a match that this person wrote, and those for them that are open; one query."""
    rows = db.session.execute(
        select(
            Thanks.id,
            Thanks.from_id,
            Thanks.to_id,
            Thanks.match_id,
            Thanks.sealed,
            Thanks.opened_at,
            Thanks.changed_at,
            Person.called,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Person, Person.id == Thanks.from_id)
        .join(DataKey, and_(DataKey.owner_id == Thanks.from_id, DataKey.purpose == PURPOSE))
        .where(Thanks.match_id == match.id, thanks_read_by(actor))
        .order_by(Thanks.changed_at)
    )
    return [
        Note(
            row.id,
            row.from_id,
            row.to_id,
            row.called,
            open_row(row.from_id, row, "thanks")["said"],
            row.changed_at,
            row.from_id == actor.id,
            row.opened_at is not None,
        )
        for row in rows
    ]


def waiting_notes(match_id: UUID) -> int:
    """How many notes of a match were not opened yet; one query."""
    return (
        db.session.scalar(select(func.count()).where(Thanks.match_id == match_id, Thanks.opened_at.is_(None)))
        or 0
    )


def notes_to_keep(actor: Actor, match: Match) -> list[Kept]:
    """The notes for this person that lie open, for their keepsake."""
    return [
        Kept(f"thanks.{note.id}", "thanks", note.said, note.by, note.at.date(), note.tone)
        for note in notes(actor, match)
        if not note.mine
    ]


@dataclass(frozen=True)
class Done:
    """How far somebody is in the closing of a match."""

    looked_back: frozenset[UUID]
    thanked: frozenset[UUID]
    unopened: int
    kept: frozenset[UUID]


def done_in(match_ids: Iterable[UUID]) -> dict[UUID, Done]:
    """For each match who looked back, who thanked, and who made a keepsake; four queries."""
    ids = list(match_ids)
    looked = _people(
        select(LookBack.match_id, LookBack.person_id).where(LookBack.ready_at.is_not(None)), LookBack, ids
    )
    thanked = _people(select(Thanks.match_id, Thanks.from_id), Thanks, ids)
    kept = _people(select(Keepsake.match_id, Keepsake.owner_id), Keepsake, ids)
    rows = db.session.execute(
        select(Thanks.match_id, func.count())
        .where(Thanks.match_id.in_(ids), Thanks.opened_at.is_(None))
        .group_by(Thanks.match_id)
    )
    unopened = {row[0]: row[1] for row in rows}
    return {
        one: Done(
            frozenset(looked.get(one, ())),
            frozenset(thanked.get(one, ())),
            unopened.get(one, 0),
            frozenset(kept.get(one, ())),
        )
        for one in ids
    }


def _people(query: Any, kind: Any, match_ids: list[UUID]) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for match_id, person_id in db.session.execute(query.where(kind.match_id.in_(match_ids))):
        found.setdefault(match_id, set()).add(person_id)
    return found


@dataclass(frozen=True)
class Page:
    """A keepsake to look at: its words, and what was chosen, by kind."""

    id: UUID
    title: str
    said: str
    others: str
    begun: date | None
    ended: date | None
    picks: dict[str, list[dict[str, Any]]]


def keepsake_page(keepsake: Keepsake) -> Page:
    """The keepsake as a page shows it."""
    content = open_own(keepsake.owner_id, keepsake, "keepsake")
    picks: dict[str, list[dict[str, Any]]] = {}
    for one in content["picks"]:
        picks.setdefault(one["kind"], []).append({**one, "on": _day(one["on"])})
    return Page(
        keepsake.id,
        content["title"],
        content["said"],
        content["with"],
        _day(content["from"]),
        _day(content["until"]),
        picks,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def find_keepsake(keepsake_id: UUID) -> Keepsake | None:
    """The keepsake with this id."""
    return db.session.get(Keepsake, keepsake_id)
