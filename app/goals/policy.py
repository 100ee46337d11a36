"""Who may see a goal and work on it: its author, who it was shared with, and the team where the author wants that."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.db import db
from app.goals.models import Goal, Step
from app.matches import policy as matches
from app.matches.models import Match
from app.people.actor import Actor
from app.schemes.models import TEAM


def can_see(actor: Actor, goal: Goal) -> bool:
    """The author; everybody in the match where it is shared; the team where the author wants that."""
    return goal.author_id == actor.id or sees_as_pair(actor, goal) or sees_as_team(actor, goal)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return or_(Goal.author_id == actor.id, seen_as_pair_by(actor), seen_as_team_by(actor))


def sees_as_pair(actor: Actor, goal: Goal) -> bool:
    """Who takes part in the match, unless it was suspended: then nobody hears of the other."""
    match = _match_of(goal)
    return (
        goal.audience != "me"
        and match is not None
        and match.suspended_at is None
        and matches.takes_part(actor, match)
    )


def seen_as_pair_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `sees_as_pair`."""
    there = select(Match.id).where(Match.suspended_at.is_(None), matches.taken_part_by(actor))
    return and_(Goal.audience != "me", Goal.match_id.in_(there))


def sees_as_team(actor: Actor, goal: Goal) -> bool:
    """The team of the scheme where its author shared the goal with it; never in a match of their own."""
    if goal.audience != "team" or goal.scheme_id is None or not actor.holds(goal.scheme_id, *TEAM):
        return False
    match = _match_of(goal)
    return match is None or not matches.takes_part(actor, match)


def seen_as_team_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `sees_as_team`."""
    return and_(
        Goal.audience == "team",
        Goal.scheme_id.in_(actor.schemes_as(*TEAM)),
        or_(
            Goal.match_id.is_(None),
            Goal.match_id.not_in(select(Match.id).where(matches.taken_part_by(actor))),
        ),
    )


def can_change(actor: Actor, goal: Goal) -> bool:
    """The author; of a goal of all of them everybody who meets in the match, with the same rights."""
    return goal.author_id == actor.id or (goal.belongs == "pair" and _meets(actor, goal))


def changed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_change`."""
    return or_(Goal.author_id == actor.id, and_(Goal.belongs == "pair", _met_by(actor)))


def can_work(actor: Actor, goal: Goal) -> bool:
    """The author, and who meets in the match where the goal is shared, add steps and tick them."""
    return goal.author_id == actor.id or _meets(actor, goal)


def worked_on_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_work`."""
    return or_(Goal.author_id == actor.id, _met_by(actor))


def can_share(actor: Actor, goal: Goal) -> bool:
    """Only the author chooses who can see a goal."""
    return goal.author_id == actor.id


def shared_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_share`."""
    return Goal.author_id == actor.id


def can_tick(actor: Actor, step: Step) -> bool:
    """Who works on the goal ticks its steps."""
    return can_work(actor, db.session.get_one(Goal, step.goal_id))


def ticked_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_tick`."""
    return Step.goal_id.in_(select(Goal.id).where(worked_on_by(actor)))


def can_change_step(actor: Actor, step: Step) -> bool:
    """Who wrote a step down says it differently or takes it away, and so does who may change the goal."""
    goal = db.session.get_one(Goal, step.goal_id)
    return can_change(actor, goal) or (step.author_id == actor.id and can_work(actor, goal))


def step_changed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_change_step`."""
    changeable = select(Goal.id).where(changed_by(actor))
    workable = select(Goal.id).where(worked_on_by(actor))
    return or_(Step.goal_id.in_(changeable), and_(Step.author_id == actor.id, Step.goal_id.in_(workable)))


def _match_of(goal: Goal) -> Match | None:
    return db.session.get(Match, goal.match_id) if goal.match_id else None


def _meets(actor: Actor, goal: Goal) -> bool:
    match = _match_of(goal)
    return goal.audience != "me" and match is not None and matches.can_meet(actor, match)


def _met_by(actor: Actor) -> ColumnElement[bool]:
    return and_(Goal.audience != "me", Goal.match_id.in_(select(Match.id).where(matches.met_by(actor))))
