"""Pages of goals: all of mine, one goal with its picture and steps, setting and revising one."""

from flask import Blueprint

from app.db import db
from app.goals import actions, policy, queries
from app.goals.content import content_of
from app.goals.forms import GoalForm, ReviseForm, ShareForm, StepForm
from app.goals.models import Goal, Step
from app.goals.picture import picture_of
from app.goals.sockets import beside_goal
from app.goals.steps import owners, people_of, the_mentee
from app.goals.verbs import (
    ADD_STEP,
    REVISE,
    SET_ALONE,
    SET_IN_MATCH,
    SHARE,
    TICK,
)
from app.goals.views import GoalView
from app.goals.words import LETTERS, STANDINGS, STANDINGS_SAID, TAUGHT, THEMES, YOURS
from app.matches import policy as matches
from app.matches.models import Match
from app.matches.queries import find_match, matches_of, people_in
from app.matches.readers import readers
from app.people.models import Person
from app.surfaces import cards, laid_out
from app.web.access import anyone, me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import fragment_or, moved
from app.web.language import _, today
from app.web.pages import page
from app.web.paths import to
from app.web.transaction import note
from app.web.verbs import carries, perform

bp = Blueprint("goals", __name__)


def words(_say, _to) -> dict:
    """The words of goals, for every template."""
    return {
        "themes": THEMES,
        "letters": LETTERS,
        "yours": YOURS,
        "taught": TAUGHT,
        "standings": STANDINGS,
        "standings_said": STANDINGS_SAID,
    }


@bp.get("/goals")
@needs(anyone)
def goals():
    """My goals, ours, and those that others share with me."""
    actor = me()
    mine = {match.id: match for match in matches_of(actor, closed=True)}
    found = queries.mine_or_shared(actor, mine)
    return page(
        "goals/goals.html",
        mine=[goal for goal in found if goal.mine and goal.belongs == "own"],
        ours=[goal for goal in found if goal.belongs == "pair"],
        theirs=[goal for goal in found if not goal.mine and goal.belongs == "own"],
        ended=queries.ended(actor, mine),
        matches=mine,
    )


@bp.get("/goals/new")
@needs(anyone)
def start():
    """Where a new goal belongs: in a match, or with me alone."""
    mine = [match for match in matches_of(me()) if match.state in matches.RUNNING]
    if len(mine) == 1:
        return moved(to("goals.set_page", mine[0].id))
    if not mine:
        return moved(to("goals.set_alone_page"))
    return page("goals/start.html", matches=mine)


@bp.get("/matches/<uuid:match_id>/goals/new")
@needs(matches.can_meet, find_match)
def set_page(match: Match):
    """The five questions, for a goal in a match."""
    return _set(match, blank(GoalForm, belongs="own", audience="pair", theme="own"))


@bp.get("/goals/mine/new")
@needs(anyone)
def set_alone_page():
    """The five questions, for a goal of mine alone."""
    return _set(None, blank(GoalForm, belongs="own", audience="me", theme="own"))


def _set(match: Match | None, form: Filled[GoalForm], status: int = 200):
    people = people_in(match.id) if match else []
    return page(
        "goals/set.html",
        status,
        match=match,
        form=form,
        readers=readers(me(), match) if match else None,
        belongs=_belongs(len(people)) if match else None,
    )


def _belongs(people: int) -> dict[str, str]:
    return {"own": _("My own"), "pair": _("Of the two of us") if people == 2 else _("Of all of us")}


@bp.post("/matches/<uuid:match_id>/goals")
@carries(SET_IN_MATCH)
def set_in_match(match: Match):
    """Set a goal in a match."""
    done = perform(SET_IN_MATCH, match)
    return _set(match, done.form, 422) if done.refused else moved(to("goals.goal", done.thing_id))


@bp.post("/goals")
@carries(SET_ALONE)
def set_alone(person: Person):
    """Set a goal of mine alone."""
    done = perform(SET_ALONE, person)
    return _set(None, done.form, 422) if done.refused else moved(to("goals.goal", done.thing_id))


@bp.get("/goals/<uuid:goal_id>")
@needs(policy.can_see, queries.find_goal)
def goal(goal: Goal):
    """One goal: its five letters, how it goes, its steps."""
    return _goal(goal)


def _goal(
    goal: Goal,
    step: Filled[StepForm] | None = None,
    sharing: Filled[ShareForm] | None = None,
    status: int = 200,
):
    actor, view = me(), queries.one(me(), goal)
    match = find_match(goal.match_id) if goal.match_id else None
    inside = match is not None and matches.takes_part(actor, match)
    if not (view.mine or inside):
        note(lambda: actions.leave_trail(actor.id, [goal.id]))
    return page(
        "goals/goal.html",
        status,
        **laid_out(actor),
        match=match,
        whose=_whose(view, inside),
        drawing=picture_of(view.scale, view.began_on, view.until, today()) if view.scale else None,
        sessions=queries.sessions_of(goal.id),
        can_change=policy.can_change(actor, goal),
        both=policy.can_change(actor, goal) and queries.kept_both(goal),
        cards=cards(beside_goal, actor, view),
        blank=blank(Form),
        **_steps(goal, view, step),
        **_reading(goal, match, sharing),
    )


def _whose(view: GoalView, inside: bool) -> str:
    """Whose goal it is to its reader; one of a match is "ours" only to who is in it."""
    if view.belongs == "pair":
        return "ours" if inside else "theirs"
    return "mine" if view.mine else "theirs"


def _steps(goal: Goal, view: GoalView, form: Filled[StepForm] | None = None):
    """The steps of a goal, and for who works on it the way to add one; at first they are the mentee's."""
    people = people_of(goal)
    first = goal.author_id if goal.belongs == "own" else the_mentee(people)
    return {
        "goal": view,
        "can_work": policy.can_work(me(), goal) and (goal.state == "open" or form is not None),
        "owners": owners(me(), people),
        "step": form or blank(StepForm, owner=first or "together"),
    }


def _reading(goal: Goal, match: Match | None, form: Filled[ShareForm] | None = None) -> dict:
    """Who can see a goal, and who of the team did; for its author also the way to change that."""
    if not policy.can_share(me(), goal):
        return {"can_share": False}
    return {
        "can_share": True,
        "trail": queries.trail(goal.id),
        "sharing": form or blank(ShareForm, audience=goal.audience),
        "readers": readers(me(), match) if match else None,
    }


@bp.get("/goals/<uuid:goal_id>/versions")
@needs(policy.can_see, queries.find_goal)
def versions(goal: Goal):
    """How a goal was said before."""
    view = queries.one(me(), goal)
    return page("goals/versions.html", goal=view, versions=queries.versions(goal))


@bp.get("/goals/<uuid:goal_id>/change")
@needs(policy.can_change, queries.find_goal)
def revise_page(goal: Goal):
    """The five questions once more, with what was answered."""
    content = {**content_of(goal), "until": goal.until, "theme": goal.theme, "rev": goal.rev}
    return page("goals/revise.html", goal=goal, form=blank(ReviseForm, **content))


@bp.post("/goals/<uuid:goal_id>/revisions")
@carries(REVISE)
def revise(goal: Goal):
    """Say a goal differently."""
    done = perform(REVISE, goal)
    if done.refused:
        return page("goals/revise.html", 422, goal=goal, form=done.form)
    return moved(to("goals.goal", goal.id))


@bp.post("/goals/<uuid:goal_id>/steps")
@carries(ADD_STEP)
def add_step(goal: Goal):
    """Add a step."""
    done = perform(ADD_STEP, goal)
    if done.refused:
        return _goal(goal, step=done.form, status=422)
    return _changed(goal)


@bp.post("/steps/<uuid:step_id>/done")
@carries(TICK)
def tick(step: Step):
    """Say that a step is done, or not after all."""
    perform(TICK, step)
    return _changed(db.session.get_one(Goal, step.goal_id))


def _changed(goal: Goal):
    """The steps as they stand now."""

    def fragment():
        return page("goals/_steps.html", **_steps(goal, queries.one(me(), goal)), blank=blank(Form))

    return fragment_or(to("goals.goal", goal.id), fragment)


@bp.post("/goals/<uuid:goal_id>/sharing")
@carries(SHARE)
def share(goal: Goal):
    """Choose again who can see a goal."""
    done = perform(SHARE, goal)
    if done.refused:
        return _goal(goal, sharing=done.form, status=422)
    return moved(to("goals.goal", goal.id))
