"""The steps of a goal: adding one and saying whose it is, saying it differently, moving, ticking, taking it away."""

from uuid import UUID

from sqlalchemy import func, select

from app import clock, ids
from app.db import db
from app.goals.content import PURPOSE, open_step, seal_step
from app.goals.forms import MOST_STEPS, ChangeStepForm, MoveForm, StepForm, TickForm
from app.goals.models import Goal, Step
from app.matches.models import Match, Participation
from app.matches.queries import Other, people_in
from app.people.actor import Actor
from app.sealing.vault import key_of
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


def people_of(goal: Goal) -> list[Other]:
    """Whose steps of a goal may be: the people of its match where it is shared with them, else nobody's but one's own."""
    return people_in(goal.match_id) if goal.match_id is not None and goal.audience != "me" else []


def owners(actor: Actor, people: list[Other]) -> dict[str, str]:
    """The choice whose a step is, in words; empty where there is none to make."""
    if not people:
        return {}
    called = {str(person.id): _("Me") if person.id == actor.id else person.called for person in people}
    return {**called, "together": _("Together")}


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


UNKNOWN = "…"  # how a step stood for who does not say so; no step reads like this


def without_was(fields: dict) -> dict:
    """The first form to change a step did not say how it stood: what it brings stands beside what is there now."""
    return {**fields, "was": [UNKNOWN]}


def change_step(actor: Actor, step: Step, values: ChangeStepForm, op_id: UUID) -> Step:
    """Say a step differently, or say that it is somebody else's.

    Where another changed the words meanwhile, theirs stay and these stand below them: nothing typed is lost.
    """
    goal = db.session.get_one(Goal, step.goal_id)
    owner = _owner(actor, goal, values.owner)
    there = open_step(key_of(step.author_id, PURPOSE), step)
    goal.touched_at = clock.now()
    if values.what != there and values.was not in (None, there):
        before, after = _around(step)
        beside = put_step(actor, goal, values.what, owner, step.place, op_id)
        _number(goal, [*before, step, beside, *after])
        return beside
    step.owner_id, step.sealed = owner, seal_step(step, values.what)
    db.session.flush()
    return step


def move_step(_actor: Actor, step: Step, values: MoveForm, _op_id: UUID) -> Step:
    """Move a step one place up or down; at the end of the row it stays."""
    goal = db.session.get_one(Goal, step.goal_id)
    before, after = _around(step)
    if values.where == "up":
        before, after = before[:-1], before[-1:] + after
    else:
        before, after = before + after[:1], after[1:]
    _number(goal, [*before, step, *after])
    return step


def _around(step: Step) -> tuple[list[Step], list[Step]]:
    """The steps before this one and those after it."""
    row = db.session.scalars(
        select(Step).where(Step.goal_id == step.goal_id).order_by(Step.place, Step.id)
    ).all()
    at = row.index(step)
    return list(row[:at]), list(row[at + 1 :])


def _number(goal: Goal, steps: list[Step]) -> None:
    for place, step in enumerate(steps, 1):
        step.place = place
    goal.touched_at = clock.now()
    db.session.flush()


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
