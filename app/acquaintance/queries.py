"""Cards and sheets for screens, each in one query: only what their writers share, and when it is time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, or_, select

from app import clock
from app.acquaintance.content import PURPOSE, Content, card_bound, open_row, sheet_bound
from app.acquaintance.models import AboutMe, Sheet
from app.db import db
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.people.models import Person, tone
from app.prepared import Lookup, Prepared, each, one_of
from app.sealing.vault import DataKey


@dataclass(frozen=True)
class Shown:
    """What somebody wrote about themselves, as far as this reader sees it."""

    person_id: UUID
    called: str
    content: Content
    match_id: UUID

    @property
    def tone(self) -> int:
        """The colour number of their avatar."""
        return tone(self.person_id)


@cache
def _cards_in(number: int) -> Prepared:
    """The cards of who else takes part in so many matches now."""
    now: Any = bindparam("now")
    return Prepared(
        select(
            AboutMe.id,
            AboutMe.person_id,
            AboutMe.scheme_id,
            AboutMe.shared,
            AboutMe.sealed,
            Person.called,
            Participation.match_id,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Participation, Participation.person_id == AboutMe.person_id)
        .join(Match, and_(Match.id == Participation.match_id, Match.scheme_id == AboutMe.scheme_id))
        .join(Person, Person.id == AboutMe.person_id)
        .join(DataKey, and_(DataKey.owner_id == AboutMe.person_id, DataKey.purpose == PURPOSE))
        .where(
            one_of(Participation.__table__.c.match_id, number),
            Participation.state == "in",
            Participation.since <= now,
            or_(Participation.until.is_(None), Participation.until > now),
            AboutMe.person_id != bindparam("me"),
        )
        .order_by(Participation.side.desc(), Person.called)
    )


def cards_in(actor: Actor, match_ids: list[UUID], only: str | None = None) -> Lookup[list[Shown]]:
    """What the others in these matches share of their cards (or of one question); the caller takes part in them."""
    if not match_ids:
        return []
    asked = {"me": actor.id, "now": clock.now(), **each(match_ids)}
    rows = yield from _cards_in(len(match_ids)).read(**asked)
    found = []
    for row in rows:
        wanted = set(row.shared) & ({only} if only else set(row.shared))
        # What nobody shares is not opened.
        content = (
            {name: said for name, said in open_row(row, card_bound(row)).items() if name in wanted}
            if wanted
            else {}
        )
        if content:
            found.append(Shown(row.person_id, row.called, content, row.match_id))
    return found


def sheets_in(match: Match) -> list[Shown]:
    """All sheets of a match, side by side; the caller settled that it is time."""
    rows = db.session.execute(
        select(
            Sheet.id,
            Sheet.person_id,
            Sheet.match_id,
            Sheet.sealed,
            Person.called,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Person, Person.id == Sheet.person_id)
        .join(DataKey, and_(DataKey.owner_id == Sheet.person_id, DataKey.purpose == PURPOSE))
        .where(Sheet.match_id == match.id, Sheet.ready_at.is_not(None))
        .order_by(Person.called)
    )
    return [Shown(row.person_id, row.called, open_row(row, sheet_bound(row)), row.match_id) for row in rows]


def ready_in(match_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Who is ready in each match; one query."""
    found: dict[UUID, set[UUID]] = {match_id: set() for match_id in match_ids}
    rows = db.session.execute(
        select(Sheet.match_id, Sheet.person_id).where(
            Sheet.match_id.in_(list(found)), Sheet.ready_at.is_not(None)
        )
    )
    for match_id, person_id in rows:
        found[match_id].add(person_id)
    return found


def has_cards(actor: Actor, scheme_ids: Iterable[UUID]) -> set[UUID]:
    """In which of these schemes somebody wrote a card; one query."""
    return set(
        db.session.scalars(
            select(AboutMe.scheme_id).where(
                AboutMe.person_id == actor.id,
                AboutMe.scheme_id.in_(list(scheme_ids)),
                func.length(AboutMe.sealed) > 0,
            )
        )
    )
