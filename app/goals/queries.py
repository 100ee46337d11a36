"""Goals for screens, in a fixed number of queries: with what was said about them, their steps and their readers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, true

from app import clock
from app.db import db
from app.goals.content import PURPOSE, Earlier, open_content
from app.goals.models import Goal, GoalReading, GoalRevision, Step, WorkedOn
from app.goals.parts import with_parts
from app.goals.policy import seen_by
from app.goals.views import GoalView, Version
from app.matches.models import Match
from app.people.actor import Actor
from app.people.asker import Asker, PreparedFor
from app.people.models import Person
from app.people.trails import trail_of
from app.prepared import Lookup, Prepared, each, one_of
from app.schemes.models import Scheme
from app.schemes.settings import in_force
from app.sealing.vault import DataKey, key_of, opened
from app.sessions.models import Session
from app.together import read

MOST = 60  # goals on a page


_SHOWN = (
    Goal.id,
    Goal.author_id,
    Person.called.label("author"),
    Goal.scheme_id,
    Goal.match_id,
    Goal.belongs,
    Goal.audience,
    Goal.theme,
    Goal.state,
    Goal.began_on,
    Goal.until,
    Goal.rev,
    Goal.touched_at,
    Goal.ended_at,
)
_KEY = (DataKey.ring_key, DataKey.wrapped)
_ROWS = (
    select(*_SHOWN, Goal.sealed, *_KEY)
    .join(Person, Person.id == Goal.author_id)
    .join(DataKey, and_(DataKey.owner_id == Goal.author_id, DataKey.purpose == PURPOSE))
    .order_by(Goal.until.is_(None), Goal.until, Goal.id)
    .limit(MOST)
)
# With what its scheme set, which says for how long a goal may rest.
_RESTING = _ROWS.add_columns(Scheme.template, Scheme.settings).outerjoin(Scheme, Scheme.id == Goal.scheme_id)


@cache
def _on_today(number: int) -> Prepared:
    """The open goals of a person and of so many matches."""
    there = select(Match.id).where(one_of(Match.__table__.c.id, number), Match.suspended_at.is_(None))
    of_all = and_(Goal.belongs == "pair", Goal.audience != "me", Goal.match_id.in_(there))
    of_mine = Goal.author_id == bindparam("me")
    return Prepared(_RESTING.where(Goal.state == "open", or_(of_mine, of_all) if number else of_mine))


_OPEN = Goal.state == "open"
_WHICH: dict[str, ColumnElement[bool]] = {
    "all": true(),
    "one": Goal.id == bindparam("goal"),
    "open in a match": and_(_OPEN, Goal.match_id == bindparam("match")),
    "worked on": Goal.id.in_(select(WorkedOn.goal_id).where(WorkedOn.session_id == bindparam("session"))),
}


@PreparedFor
def _SEEN(asker: Asker, which: str) -> Select:
    return _ROWS.where(_WHICH[which], seen_by(asker))


@PreparedFor
def _OF_MINE(asker: Asker, still_open: bool, number: int) -> Select:
    """One's own, and those of so many matches."""
    mine = or_(Goal.author_id == asker.id, one_of(Goal.__table__.c.match_id, number))
    return _ROWS.where(_OPEN if still_open else ~_OPEN, mine, seen_by(asker))


def _goals(actor: Actor, which: str, **values: Any) -> list[GoalView]:
    """Of these goals (a key of _WHICH) those that the actor may see, the nearest day first; one query."""
    return [_view(row, actor) for row in _SEEN.rows(actor, which, **values)]


def _of_mine(actor: Actor, still_open: bool, match_ids: Iterable[UUID]) -> list[GoalView]:
    of = list(match_ids)
    return [_view(row, actor) for row in _OF_MINE.rows(actor, still_open, len(of), **each(of))]


def all_seen(actor: Actor) -> list[GoalView]:
    """All goals that the actor may see, without what was said about them."""
    return _goals(actor, "all")


def open_in(actor: Actor, match_id: UUID) -> list[GoalView]:
    """The open goals of a match, without what was said about them."""
    return _goals(actor, "open in a match", match=match_id)


def on_today(actor: Actor, match_ids: list[UUID], most: int) -> Lookup[tuple[list[GoalView], int, int]]:
    """The nearest `most` of a person's open goals, with how they go but without their steps' words; how many there
    are in all, theirs and those of all in these matches; and how many of their own have rested for long.
    """
    rows = yield from _on_today(len(match_ids)).read(me=actor.id, **each(match_ids))
    resting = sum(row.author_id == actor.id and _rests(row) for row in rows)
    found = [_view(row, actor) for row in rows[:most]]
    return (yield from with_parts(found, words=False)), len(rows), resting


def _rests(row) -> bool:
    """True for a goal that nobody looked after for as long as its scheme finds long."""
    return row.touched_at < clock.now() - timedelta(days=in_force(row, "goal_review_days"))


def _view(row, actor: Actor) -> GoalView:
    key = opened(row.author_id, PURPOSE, row.ring_key, row.wrapped)
    content = open_content(key, row)
    return GoalView(*row[: len(_SHOWN)], row.author_id == actor.id, content)  # type: ignore[call-arg]


def one(actor: Actor, goal: Goal) -> GoalView:
    """One goal for a page of its own."""
    return read(with_parts(_goals(actor, "one", goal=goal.id)))[0]


def mine_or_shared(actor: Actor, match_ids: Iterable[UUID]) -> list[GoalView]:
    """The open goals of a person and those shared with them in their matches."""
    return read(with_parts(_of_mine(actor, True, match_ids)))


def ended(actor: Actor, match_ids: Iterable[UUID]) -> list[GoalView]:
    """The goals of a person, and of their matches, that were reached or let go, the latest first."""
    found = _of_mine(actor, False, match_ids)
    return sorted(found, key=lambda goal: goal.ended_at or goal.touched_at, reverse=True)


def to_look_at(actor: Actor) -> list[GoalView]:
    """One's own open goals that nobody looked after for as long as their scheme finds long."""
    rows = db.session.execute(_RESTING.where(Goal.state == "open", Goal.author_id == actor.id))
    return read(with_parts([_view(row, actor) for row in rows if _rests(row)]))


def trail(goal_id: UUID) -> list[tuple[str, datetime]]:
    """Who of the team read a goal, with the first moment of each day."""
    return trail_of(GoalReading.goal_id, goal_id)


def versions(goal: Goal) -> list[Version]:
    """The earlier versions of a goal, the latest first."""
    rows = db.session.execute(
        select(GoalRevision, Person.called)
        .join(Person, Person.id == GoalRevision.by_id)
        .where(GoalRevision.goal_id == goal.id, GoalRevision.why.in_(("edit", "merged", "kept-both")))
        .order_by(GoalRevision.rev.desc())
        .limit(20)
    )
    key = key_of(goal.author_id, PURPOSE)
    return [
        Version(open_content(key, Earlier(goal, kept)), kept.until, called, kept.at) for kept, called in rows
    ]


def kept_both(goal: Goal) -> bool:
    """True when the last change crossed another one, so that both texts stand in the goal."""
    last = db.session.get(GoalRevision, (goal.id, goal.rev - 1))
    return last is not None and last.why == "kept-both"


def sessions_of(goal_id: UUID) -> list[tuple[UUID, date]]:
    """The sessions that worked on a goal, the latest first."""
    rows = db.session.execute(
        select(Session.id, Session.on)
        .join(WorkedOn, WorkedOn.session_id == Session.id)
        .where(WorkedOn.goal_id == goal_id)
        .order_by(Session.on.desc(), Session.id.desc())
        .limit(20)
    )
    return [(row.id, row.on) for row in rows]


def held_lately(match_id: UUID | None) -> list[tuple[UUID, date]]:
    """The latest sessions of a match that were held, to choose from."""
    if match_id is None:
        return []
    rows = db.session.execute(
        select(Session.id, Session.on)
        .where(Session.match_id == match_id, Session.state == "held")
        .order_by(Session.on.desc(), Session.id.desc())
        .limit(4)
    )
    return [(row.id, row.on) for row in rows]


def worked_on_in(actor: Actor, session_id: UUID) -> list[GoalView]:
    """The goals that a session worked on, as far as the actor may see them."""
    return _goals(actor, "worked on", session=session_id)


def find_goal(goal_id: UUID) -> Goal | None:
    """The goal with this id."""
    return db.session.get(Goal, goal_id)


def find_step(step_id: UUID) -> Step | None:
    """The step with this id."""
    return db.session.get(Step, step_id)
