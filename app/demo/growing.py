"""What the demo's people want to reach, and how it goes: goals with their steps, told over the weeks."""

from collections.abc import Sequence
from datetime import time, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.db import db
from app.demo.scene import days_ago
from app.goals.actions import (
    add_progress,
    drop,
    reach,
    set_alone,
    set_in_match,
)
from app.goals.forms import EndForm, GoalForm, ProgressForm, StepForm, TickForm
from app.goals.models import Goal, Step
from app.goals.steps import add_step, tick
from app.matches.models import Match
from app.people.actor import Actor

EVENING = time(20)


class Told(NamedTuple):
    """How it went, so many days ago: how many then or how far of ten, and what changed."""

    days: float
    number: int | None = None
    score: int | None = None
    said: str | None = None


def want(actor: Actor, match: Match | None, days: float, steps: Sequence[str] = (), **answers) -> Goal:
    """Somebody sets a goal, so many days ago; `answers` to the five questions as the form asks them."""
    ahead = answers.pop("ahead", None)
    until = days_ago(-ahead).date() if ahead is not None else None
    with clock.standing_at(days_ago(days, EVENING)):
        values = GoalForm.model_validate(
            {
                "until": until,
                "steps": "\n".join(steps) or None,
                "audience": "pair" if match else "me",
                **answers,
            }
        )
        if match is None:
            return set_alone(actor, actor, values, ids.new_id())
        return set_in_match(actor, match, values, ids.new_id())


def wish_in_words(actor: Actor, match: Match, words: list[str], days: float, dice: Random) -> Goal:
    """A goal of one of the crowd, some way along, with its first steps taken."""
    what, why, unit, target, *steps = words
    goal = want(
        actor,
        match,
        days,
        steps,
        what=what,
        why=why,
        unit=unit,
        target=target,
        ahead=dice.randint(10, 120),
        audience=dice.choice(("pair", "pair", "team")),
    )
    reached = dice.randint(1, int(target) - 1)
    for number in range(1, reached + 1):
        tell_of(actor, goal, Told(days - days * 0.8 * number / reached, number))
    take_steps(actor, goal, *[days * 0.6] * dice.randint(0, len(steps)))
    return goal


def tell_of(actor: Actor, goal: Goal, *told: Told, session: UUID | None = None) -> None:
    """Somebody tells how a goal goes."""
    for item in told:
        moment = days_ago(item.days, EVENING)
        with clock.standing_at(moment):
            values = ProgressForm.model_validate(
                {
                    "on": moment.date(),
                    "number": item.number,
                    "score": item.score,
                    "said": item.said,
                    "session": session,
                }
            )
            add_progress(actor, goal, values, ids.new_id())


def plan_steps(actor: Actor, goal: Goal, *steps: tuple[str, Actor | None], days: float) -> None:
    """Somebody adds steps with their owners (of none: of all together)."""
    with clock.standing_at(days_ago(days, EVENING)):
        for what, owner in steps:
            values = StepForm.model_validate({"what": what, "owner": owner.id if owner else "together"})
            add_step(actor, goal, values, ids.new_id())


def take_steps(actor: Actor, goal: Goal, *days: float) -> None:
    """The first steps of a goal are done, each so many days ago."""
    steps = db.session.scalars(select(Step).where(Step.goal_id == goal.id).order_by(Step.place))
    for step, ago in zip(steps, days, strict=False):
        with clock.standing_at(days_ago(ago, EVENING)):
            tick(actor, step, TickForm(done=True), ids.new_id())


def arrive_at(actor: Actor, goal: Goal, days: float, learned: str) -> None:
    """A goal is reached."""
    with clock.standing_at(days_ago(days, EVENING) + timedelta(minutes=5)):
        reach(actor, goal, EndForm(learned=learned), ids.new_id())


def let_go(actor: Actor, goal: Goal, days: float, learned: str) -> None:
    """A goal is let go."""
    with clock.standing_at(days_ago(days, EVENING) + timedelta(minutes=5)):
        drop(actor, goal, EndForm(learned=learned), ids.new_id())
