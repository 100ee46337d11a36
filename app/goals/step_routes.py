"""Pages of the steps of a goal: their order, and one of them said differently."""

from flask import Blueprint, request

from app.db import db
from app.goals import policy, queries
from app.goals.content import PURPOSE, open_step
from app.goals.forms import ChangeStepForm
from app.goals.models import Goal, Step
from app.goals.steps import owners, people_of
from app.goals.verbs import CHANGE_STEP, MOVE_STEP, REMOVE
from app.ids import read_id
from app.sealing.vault import key_of
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform

bp = Blueprint("goal_steps", __name__)


@bp.get("/goals/<uuid:goal_id>/steps")
@needs(policy.can_work, queries.find_goal)
def steps(goal: Goal):
    """The steps in their order, to move, to say differently or to take away."""
    view = queries.one(me(), goal)
    return page(
        "goals/steps.html",
        goal=view,
        owners=owners(me(), people_of(goal)),
        changeable=policy.can_change(me(), goal),
        form=blank(Form),
        at=read_id(request.args.get("at")),
    )


@bp.get("/steps/<uuid:step_id>/change")
@needs(policy.can_change_step, queries.find_step)
def change_page(step: Step):
    """One step, to say it differently."""
    what = open_step(key_of(step.author_id, PURPOSE), step)
    return _change(step, blank(ChangeStepForm, what=what, was=what, owner=step.owner_id or "together"))


def _change(step: Step, form: Filled[ChangeStepForm], status: int = 200):
    goal = db.session.get_one(Goal, step.goal_id)
    return page("goals/step.html", status, step=step, owners=owners(me(), people_of(goal)), form=form)


@bp.post("/steps/<uuid:step_id>/revisions")
@carries(CHANGE_STEP)
def change(step: Step):
    """Say a step differently."""
    done = perform(CHANGE_STEP, step)
    return _change(step, done.form, 422) if done.refused else _back(step.goal_id, done.thing_id)


@bp.post("/steps/<uuid:step_id>/place")
@carries(MOVE_STEP)
def move(step: Step):
    """Move a step up or down."""
    perform(MOVE_STEP, step)
    return _back(step.goal_id, step.id)


@bp.post("/steps/<uuid:step_id>/removal")
@carries(REMOVE)
def remove(step: Step):
    """Take a step away."""
    goal_id = step.goal_id
    perform(REMOVE, step)
    return moved(to("goal_steps.steps", goal_id))


def _back(goal_id, step_id):
    """To the row of steps, at this one: who works by keyboard goes on from there."""
    return moved(f"{to('goal_steps.steps', goal_id)}?at={step_id}#step-{step_id}")
