"""What goals show elsewhere: on Today how mine go, below a session what was worked on, and pages to keep."""

from datetime import date
from typing import Any

from app.goals import queries
from app.goals.views import GoalView
from app.matches.models import Match
from app.matches.policy import RUNNING
from app.matches.queries import matches_of
from app.matches.sockets import Kept
from app.people.actor import Actor
from app.prepared import Lookup
from app.web.paths import to

ON_TODAY = 2


def mine(actor: Actor, day) -> Lookup[dict[str, Any]]:
    """My open goals, the nearest first, and whether it is time to look at some again."""
    matches = [match.id for match in day.matches]
    shown, number, rest = yield from queries.on_today(actor, matches, ON_TODAY)
    return {"goals": shown, "rest": rest, "first": not number}


def below_session(actor: Actor, session) -> dict[str, Any] | None:
    """The goals that were worked on in a session."""
    found = queries.worked_on_in(actor, session.id)
    return {"goals": found} if found else None


def kept(actor: Actor) -> list[str]:
    """All goals, and the nearest ones with the form to tell how they go."""
    found = [goal for goal in queries.all_seen(actor) if goal.state == "open"][:3]
    return [
        to("goals.goals"),
        *(to("goals.goal", goal.id) for goal in found),
        *(to("goal_progress.tell_page", goal.id) for goal in found if goal.mine),
    ]


def forms(actor: Actor) -> list[str]:
    """The form to set a goal in the first of my matches, or for me alone."""
    running = [match.id for match in matches_of(actor) if match.state in RUNNING]
    return [to("goals.set_page", match_id) for match_id in running[:1]] or [to("goals.set_alone_page")]


def to_take_along(actor: Actor, match: Match) -> list[Kept]:
    """The goals that were reached in a match, with what was learned, for a keepsake."""
    found = [goal for goal in queries.ended(actor, [match.id]) if goal.state == "reached"]
    mine = [goal for goal in found if goal.match_id == match.id and (goal.mine or goal.belongs == "pair")]
    return [Kept(f"goal.{goal.id}", "goal", _with_learned(goal), "", _reached_on(goal)) for goal in mine]


def _with_learned(goal: GoalView) -> str:
    return "\n".join(part for part in (goal.what, goal.content.get("learned")) if part)


def _reached_on(goal: GoalView) -> date | None:
    return goal.ended_at.date() if goal.ended_at else goal.until
