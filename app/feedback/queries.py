"""Feedback and cheers for screens, in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.db import db
from app.feedback.content import PURPOSE, Content, open_answer, open_cheer, open_feedback
from app.feedback.models import Cheer, Feedback, FeedbackAnswer, FeedbackReading
from app.feedback.policy import read_as_team_by, readable_by
from app.people.actor import Actor
from app.people.asker import Asker, PreparedFor
from app.people.models import Person, tone
from app.people.trails import trail_of
from app.prepared import Lookup, Prepared
from app.sealing.vault import DataKey, opened

PAGE = 30
FRESH = timedelta(days=7)  # a cheer stands on Today for a week


@dataclass(frozen=True)
class FeedbackView:
    """Feedback as one reader sees it; `to` is empty where it is for the scheme."""

    id: UUID
    author_id: UUID
    author: str
    to_id: UUID | None
    to: str | None
    match_id: UUID
    made_at: datetime
    read_at: datetime | None
    thanked_at: datetime | None
    asked_in_at: datetime | None
    mine: bool
    content: Content

    @property
    def tone(self) -> int:
        """The colour number of the writer's avatar."""
        return tone(self.author_id)

    @property
    def first(self) -> str:
        """The first of the answers, for a list."""
        return next(said for said in self.content.values() if said)  # type: ignore[return-value]


@dataclass(frozen=True)
class Said:
    """An answer to feedback, or a cheer."""

    id: UUID
    by_id: UUID
    by: str
    said: str
    at: datetime
    about: UUID | None = None
    match_id: UUID | None = None

    @property
    def tone(self) -> int:
        """The colour number of the writer's avatar."""
        return tone(self.by_id)


_to = aliased(Person)
_KEY = (DataKey.ring_key, DataKey.wrapped)
_FEEDBACK = (
    select(
        Feedback.id,
        Feedback.author_id,
        Person.called.label("author"),
        Feedback.to_id,
        _to.called.label("to"),
        Feedback.match_id,
        Feedback.made_at,
        Feedback.read_at,
        Feedback.thanked_at,
        Feedback.asked_in_at,
        Feedback.sealed,
        *_KEY,
    )
    .join(Person, Person.id == Feedback.author_id)
    .outerjoin(_to, _to.id == Feedback.to_id)
    .join(DataKey, and_(DataKey.owner_id == Feedback.author_id, DataKey.purpose == PURPOSE))
    .order_by(Feedback.made_at.desc(), Feedback.id.desc())
    .limit(PAGE)
)


_WHICH: dict[str, Callable[[Actor], ColumnElement[bool]]] = {
    "mine": lambda actor: or_(Feedback.author_id == actor.id, Feedback.to_id == actor.id),
    "for the team": read_as_team_by,
    "one": lambda _actor: Feedback.id == bindparam("feedback"),
}


@PreparedFor
def _READ(asker: Asker, which: str) -> Select:
    return _FEEDBACK.where(_WHICH[which](asker), readable_by(asker))


def _feedback(actor: Actor, which: str, **values: Any) -> list[FeedbackView]:
    """Of this feedback (a key of _WHICH) what the actor may read, the latest first."""
    return [
        FeedbackView(  # type: ignore[call-arg]
            *row[:10],
            row.author_id == actor.id,
            open_feedback(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row),
        )
        for row in _READ.rows(actor, which, **values)
    ]


def mine(actor: Actor) -> list[FeedbackView]:
    """What somebody told others, and what they were told."""
    return _feedback(actor, "mine")


def for_team(actor: Actor) -> list[FeedbackView]:
    """What was said to the schemes somebody works for, and where the team was asked in."""
    return _feedback(actor, "for the team")


def one(actor: Actor, row: Feedback) -> FeedbackView:
    """One piece of feedback for a page of its own."""
    return _feedback(actor, "one", feedback=row.id)[0]


# Made once: Today asks them.
_UNREAD = Prepared(
    select(Feedback.id, Feedback.author_id, Person.called.label("author"))
    .join(Person, Person.id == Feedback.author_id)
    .where(Feedback.to_id == bindparam("me"), Feedback.read_at.is_(None))
    .order_by(Feedback.made_at.desc(), Feedback.id.desc())
    .limit(2)
)
_CHEERS = Prepared(
    select(
        Cheer.id,
        Cheer.author_id,
        Person.called,
        Cheer.to_id,
        Cheer.match_id,
        Cheer.made_at,
        Cheer.goal_id,
        Cheer.sealed,
        *_KEY,
    )
    .join(Person, Person.id == Cheer.author_id)
    .join(DataKey, and_(DataKey.owner_id == Cheer.author_id, DataKey.purpose == PURPOSE))
    .where(Cheer.to_id == bindparam("me"), Cheer.made_at > bindparam("since"))
    .order_by(Cheer.made_at.desc(), Cheer.id.desc())
    .limit(bindparam("most"))
)
_ANSWERS = (
    select(
        FeedbackAnswer.id,
        FeedbackAnswer.feedback_id,
        FeedbackAnswer.by_id,
        Person.called,
        FeedbackAnswer.at,
        FeedbackAnswer.sealed,
        *_KEY,
    )
    .join(Person, Person.id == FeedbackAnswer.by_id)
    .join(DataKey, and_(DataKey.owner_id == FeedbackAnswer.by_id, DataKey.purpose == PURPOSE))
    .where(FeedbackAnswer.feedback_id == bindparam("feedback"))
    .order_by(FeedbackAnswer.at, FeedbackAnswer.id)
)


def unread(actor: Actor) -> Lookup[list[tuple[UUID, UUID, str]]]:
    """What somebody was told and did not open yet: its id, and who told it."""
    rows = yield from _UNREAD.read(me=actor.id)
    return [(row.id, row.author_id, row.author) for row in rows]


def cheers(actor: Actor, since: datetime, most: int = 60) -> Lookup[list[Said]]:
    """The cheers somebody got, the latest first."""
    rows = yield from _CHEERS.read(me=actor.id, since=since, most=most)
    return [
        Said(
            row.id,
            row.author_id,
            row.called,
            open_cheer(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row),
            row.made_at,
            row.goal_id,
            row.match_id,
        )
        for row in rows
    ]


def fresh_cheers(actor: Actor) -> Lookup[list[Said]]:
    """The cheers of this week, at most two."""
    return cheers(actor, clock.now() - FRESH, 2)


def answers(feedback_id: UUID) -> list[Said]:
    """What was said back, the oldest first; the caller settled who may read it."""
    rows = db.session.execute(_ANSWERS, {"feedback": feedback_id})
    return [
        Said(
            row.id,
            row.by_id,
            row.called,
            open_answer(opened(row.by_id, PURPOSE, row.ring_key, row.wrapped), row),
            row.at,
        )
        for row in rows
    ]


def trail(feedback_id: UUID) -> list[tuple[str, datetime]]:
    """Who of the team read feedback, with the first moment of each day."""
    return trail_of(FeedbackReading.feedback_id, feedback_id)


def find_feedback(feedback_id: UUID) -> Feedback | None:
    """The feedback with this id."""
    return db.session.get(Feedback, feedback_id)
