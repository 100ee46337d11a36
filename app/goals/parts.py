"""The parts of goals: what was said about how they go, and their steps; one query for all goals of a page."""

from dataclasses import replace
from functools import cache
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from app.goals.content import PURPOSE, open_progress, open_step
from app.goals.models import Progress, Step
from app.goals.views import GoalView, ProgressView, StepView
from app.people.models import Person
from app.prepared import Asked, Lookup, Prepared, each, one_of
from app.sealing.vault import DataKey, opened

_PROGRESS = (
    select(
        Progress.id,
        Progress.goal_id,
        Progress.author_id,
        Person.called,
        Progress.session_id,
        Progress.on,
        Progress.sealed,
        DataKey.ring_key,
        DataKey.wrapped,
    )
    .join(Person, Person.id == Progress.author_id)
    .join(DataKey, and_(DataKey.owner_id == Progress.author_id, DataKey.purpose == PURPOSE))
    .order_by(Progress.on, Progress.id)
)
_owner = aliased(Person)
_STEPS = (
    select(
        Step.id,
        Step.goal_id,
        Step.author_id,
        Step.owner_id,
        _owner.called,
        Step.done_at,
        Step.sealed,
        DataKey.ring_key,
        DataKey.wrapped,
    )
    .outerjoin(_owner, _owner.id == Step.owner_id)
    .join(DataKey, and_(DataKey.owner_id == Step.author_id, DataKey.purpose == PURPOSE))
    .order_by(Step.goal_id, Step.place, Step.id)
)


@cache
def _parts_of(number: int) -> tuple[Prepared, Prepared]:
    """What was said about so many goals, and their steps."""
    return (
        Prepared(_PROGRESS.where(one_of(Progress.__table__.c.goal_id, number))),
        Prepared(_STEPS.where(one_of(Step.__table__.c.goal_id, number))),
    )


def with_parts(found: list[GoalView], words: bool = True) -> Lookup[list[GoalView]]:
    """The goals with what was said about them and their steps; one query, none where there are no goals.

    Without `words` the steps are only there to be counted.
    """
    if not found:
        return []
    ids = each([goal.id for goal in found])
    told, steps = yield [Asked(parts, ids) for parts in _parts_of(len(found))]
    said, doing = _progress(told), _steps(steps, words)
    return [
        replace(goal, progress=tuple(said.get(goal.id, ())), steps=tuple(doing.get(goal.id, ())))
        for goal in found
    ]


def _progress(rows: list) -> dict[UUID, list[ProgressView]]:
    found: dict[UUID, list[ProgressView]] = {}
    for row in rows:
        told = open_progress(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row)
        found.setdefault(row.goal_id, []).append(ProgressView(*row[:6], told))  # type: ignore[call-arg]
    return found


def _steps(rows: list, words: bool) -> dict[UUID, list[StepView]]:
    found: dict[UUID, list[StepView]] = {}
    for row in rows:
        what = open_step(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row) if words else ""
        found.setdefault(row.goal_id, []).append(StepView(*row[:6], what))  # type: ignore[call-arg]
    return found
