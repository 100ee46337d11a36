"""What somebody was asked: proposals that wait, with their reasons, and the questions about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, or_, select

from app import clock
from app.db import db
from app.matches.actions import PURPOSE
from app.matches.history import reasons_of
from app.matches.models import Match, MatchQuestion, Participation
from app.matches.proposals import bound
from app.matches.queries import Other
from app.matches.table import RUNNING
from app.people.actor import Actor
from app.people.models import Person
from app.prepared import Lookup, Prepared
from app.sealing.seal import unseal_fields
from app.sealing.vault import DataKey, opened


@dataclass(frozen=True)
class Proposal:
    """A match that was proposed, as somebody who was asked sees it."""

    id: UUID
    kind: str
    name: str | None
    state: str
    brought: bool
    made_at: datetime
    reminded_at: datetime | None
    coordinator: str
    my_side: str
    my_state: str
    others: tuple[Other, ...]
    reasons: str

    @property
    def title(self) -> str:
        """What this reader calls it."""
        return self.name or ", ".join(other.called for other in self.others)


_match, _person, _part = (table.__table__ for table in (Match, Person, Participation))
_mine, _coordinator = _part.alias("mine"), _person.alias("coordinator")
_ASKED = Prepared(
    select(
        _match.c.id,
        _match.c.kind,
        _match.c.name,
        _match.c.state,
        _match.c.brought,
        _match.c.made_at,
        _match.c.reminded_at,
        _coordinator.c.called.label("coordinator"),
        _mine.c.side.label("my_side"),
        _mine.c.state.label("my_state"),
        _person.c.id.label("other_id"),
        _person.c.called.label("other_called"),
        _part.c.side.label("other_side"),
    )
    .select_from(
        _mine.join(_match, _mine.c.match_id == _match.c.id)
        .join(_coordinator, _coordinator.c.id == _match.c.coordinator_id)
        .outerjoin(
            _part,
            and_(
                _part.c.match_id == _match.c.id,
                _part.c.person_id != _mine.c.person_id,
                _part.c.state.in_(("asked", "in")),
                or_(_part.c.until.is_(None), _part.c.until > bindparam("now")),
            ),
        )
        .outerjoin(_person, _person.c.id == _part.c.person_id)
    )
    .where(
        _mine.c.person_id == bindparam("person"),
        _mine.c.since <= bindparam("now"),
        or_(_mine.c.until.is_(None), _mine.c.until > bindparam("now")),
        or_(
            and_(_mine.c.state == "asked", _match.c.state.in_(("proposed", *RUNNING))),
            and_(_mine.c.state == "in", _match.c.state == "proposed"),
        ),
    )
    .order_by(_match.c.made_at, _match.c.id, _person.c.called)
)


def proposals_for(actor: Actor) -> Lookup[list[Proposal]]:
    """The proposals of somebody that wait for an answer, theirs or another's; two queries, one where there are none."""
    grouped: dict[UUID, list] = {}
    for row in (yield from _ASKED.read(person=actor.id, now=clock.now())):
        grouped.setdefault(row.id, []).append(row)
    reasons = reasons_of(list(grouped))
    return [
        Proposal(  # type: ignore[call-arg]
            *rows[0][:10],
            tuple(Other(row.other_id, row.other_called, row.other_side) for row in rows if row.other_id),
            reasons.get(match_id, ""),
        )
        for match_id, rows in grouped.items()
    ]


@dataclass(frozen=True)
class Asked:
    """A question about a proposal with its answer, when there is one."""

    id: UUID
    by_id: UUID
    by: str
    at: datetime
    said: str
    answered_by_id: UUID | None
    answered_by: str | None
    answered_at: datetime | None
    answer: str | None


_question, _key = MatchQuestion.__table__, DataKey.__table__
_answerer, _their_key = _person.alias("answerer"), _key.alias("their_key")
_QUESTIONS = (
    select(
        _question,
        _person.c.called.label("by"),
        _answerer.c.called.label("answerer"),
        _key.c.ring_key,
        _key.c.wrapped,
        _their_key.c.ring_key.label("their_ring_key"),
        _their_key.c.wrapped.label("their_wrapped"),
    )
    .select_from(
        _question.join(_person, _person.c.id == _question.c.asked_by)
        .join(_key, and_(_key.c.owner_id == _question.c.asked_by, _key.c.purpose == PURPOSE))
        .outerjoin(_answerer, _answerer.c.id == _question.c.answered_by)
        .outerjoin(
            _their_key,
            and_(_their_key.c.owner_id == _question.c.answered_by, _their_key.c.purpose == PURPOSE),
        )
    )
    .where(_question.c.match_id == bindparam("match"))
    .order_by(_question.c.asked_at, _question.c.id)
)


def questions_about(match: Match, by: UUID | None = None) -> list[Asked]:
    """What was asked about a proposal: by one person, or (for the team) by everybody. One query."""
    rows = db.session.execute(_QUESTIONS, {"match": match.id})
    return [_asked(row) for row in rows if by is None or row.asked_by == by]


def _asked(row: Any) -> Asked:
    said = _open(row, row.asked_by, row.ring_key, row.wrapped, row.sealed, "asked")
    answer = None
    if row.sealed_answer:
        answer = _open(
            row, row.answered_by, row.their_ring_key, row.their_wrapped, row.sealed_answer, "answered"
        )
    return Asked(
        row.id,
        row.asked_by,
        row.by,
        row.asked_at,
        said or "",
        row.answered_by,
        row.answerer,
        row.answered_at,
        answer,
    )


def _open(row: Any, owner: UUID, ring_key: str, wrapped: bytes, sealed: bytes, what: str) -> str:
    key = opened(owner, PURPOSE, ring_key, wrapped)
    return unseal_fields(key, sealed, bound(row, what))["said"]
