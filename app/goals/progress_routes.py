"""Pages of how a goal goes: telling progress, reaching it, letting it go, and looking at all of them once more."""

from flask import Blueprint

from app.goals import policy, queries
from app.goals.content import content_of
from app.goals.forms import EndForm, ProgressForm
from app.goals.models import Goal
from app.goals.verbs import ADD_PROGRESS, DROP, LOOK, REACH, TAKE_UP
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import moved
from app.web.language import short_day, today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform

bp = Blueprint("goal_progress", __name__)


@bp.get("/goals/<uuid:goal_id>/progress/new")
@needs(policy.can_change, queries.find_goal)
def tell_page(goal: Goal):
    """The form to tell how it goes."""
    return _tell(goal, blank(ProgressForm, on=today()))


def _tell(goal: Goal, form: Filled[ProgressForm], status: int = 200):
    view = queries.one(me(), goal)
    return page(
        "goals/progress.html",
        status,
        goal=view,
        form=form,
        sessions={str(session): short_day(on) for session, on in queries.held_lately(goal.match_id)},
    )


@bp.post("/goals/<uuid:goal_id>/progress")
@carries(ADD_PROGRESS)
def tell(goal: Goal):
    """Tell how it goes."""
    done = perform(ADD_PROGRESS, goal)
    return _tell(goal, done.form, 422) if done.refused else moved(to("goals.goal", goal.id))


@bp.get("/goals/<uuid:goal_id>/reached")
@needs(policy.can_change, queries.find_goal)
def reach_page(goal: Goal):
    """It was reached: a moment to celebrate, and what helped."""
    return page("goals/reached.html", goal=queries.one(me(), goal), form=_ended(goal))


@bp.post("/goals/<uuid:goal_id>/reached")
@carries(REACH)
def reach(goal: Goal):
    """Say that a goal was reached."""
    done = perform(REACH, goal)
    if done.refused:
        return page("goals/reached.html", 422, goal=queries.one(me(), goal), form=done.form)
    return moved(to("goals.goal", goal.id))


@bp.get("/goals/<uuid:goal_id>/dropped")
@needs(policy.can_change, queries.find_goal)
def drop_page(goal: Goal):
    """Letting a goal go, and what was learned."""
    return page("goals/dropped.html", goal=queries.one(me(), goal), form=_ended(goal))


@bp.post("/goals/<uuid:goal_id>/dropped")
@carries(DROP)
def drop(goal: Goal):
    """Let a goal go."""
    done = perform(DROP, goal)
    if done.refused:
        return page("goals/dropped.html", 422, goal=queries.one(me(), goal), form=done.form)
    return moved(to("goals.goal", goal.id))


def _ended(goal: Goal) -> Filled[EndForm]:
    return blank(EndForm, learned=content_of(goal).get("learned"))


@bp.post("/goals/<uuid:goal_id>/taking-up")
@carries(TAKE_UP)
def take_up_again(goal: Goal):
    """Take up a goal again."""
    perform(TAKE_UP, goal)
    return moved(to("goals.goal", goal.id))


@bp.get("/goals/review")
@needs(anyone)
def review():
    """My goals that nobody looked after for a while: still right, said differently, or let go."""
    found = queries.to_look_at(me())
    return page("goals/review.html", goals=found, form=blank(Form))


@bp.post("/goals/<uuid:goal_id>/looked-at")
@carries(LOOK)
def look_at(goal: Goal):
    """This goal is still right."""
    perform(LOOK, goal)
    return moved(to("goal_progress.review"))
