"""The steps of a goal: adding one and saying whose it is, ticking it, taking it away."""

from uuid import UUID

from sqlalchemy import func, select

from app import clock, ids
from app.db import db
from app.goals.content import seal_step
from app.goals.forms import MOST_STEPS, StepForm, TickForm
from app.goals.models import Goal, Step
from app.matches.models import Match, Participation
from app.matches.queries import Other, people_in
from app.people.actor import Actor
from app.web.language import _
from app.web.verbs import Refused


def first_owner(actor: Actor, match: Match | None, belongs: str) -> UUID | None:
    """Whose the first steps are: one's own, and of a goal of two the mentee's, who learns by doing."""
    if match is None or belongs == "own":
        return actor.id
    return the_mentee(people_in(match.id))


def the_mentee(people: list[Other]) -> UUID | None:
    """The one mentee among the people of a match; None where there are several, or where all are equals."""
    found = [person.id for person in people if person.side == "mentee"]
    return found[0] if len(found) == 1 else None


def add_step(actor: Actor, goal: Goal, values: StepForm, op_id: UUID) -> Step:
    """Add a step and say whose it is."""
    count = db.session.scalar(select(func.count()).where(Step.goal_id == goal.id)) or 0
    if count >= MOST_STEPS:
        raise Refused(_("These are many steps. Finish a few, or take one away first."), "what")
    last = db.session.scalar(select(func.max(Step.place)).where(Step.goal_id == goal.id)) or 0
    step = put_step(actor, goal, values.what, _owner(actor, goal, values.owner), last + 1, op_id)
    goal.touched_at = clock.now()
    return step


def _owner(actor: Actor, goal: Goal, wanted: UUID | str) -> UUID | None:
    if goal.match_id is None or goal.audience == "me":
        return actor.id
    if not isinstance(wanted, UUID):
        return None
    part = select(Participation.id).where(
        Participation.match_id == goal.match_id,
        Participation.person_id == wanted,
        Participation.state == "in",
    )
    if db.session.scalar(part) is None:
        raise Refused(_("Choose somebody of the match, or all of you together."), "owner")
    return wanted


def put_step(actor: Actor, goal: Goal, what: str, owner: UUID | None, place: int, op_id: UUID) -> Step:
    step = Step(
        id=op_id if db.session.get(Step, op_id) is None else ids.new_id(),
        goal_id=goal.id,
        author_id=actor.id,
        owner_id=owner,
        place=place,
        sealed=b"",
        made_at=clock.now(),
    )
    step.sealed = seal_step(step, what)
    db.session.add(step)
    db.session.flush()
    return step


def tick(actor: Actor, step: Step, values: TickForm, _op_id: UUID) -> Step:
    """Say that a step is done, or that it is not after all."""
    if values.done is not (step.done_at is not None):
        step.done_at, step.done_by = (clock.now(), actor.id) if values.done else (None, None)
        db.session.get_one(Goal, step.goal_id).touched_at = clock.now()
        db.session.flush()
    return step


def remove(_actor: Actor, step: Step, _values, _op_id: UUID) -> Step:
    """Take a step away."""
    db.session.delete(step)
    db.session.flush()
    return step
