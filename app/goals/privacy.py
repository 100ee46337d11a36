"""What goals say about privacy: who sees them, and who of the team looked."""

from typing import Any

from sqlalchemy import ColumnElement, select

from app.db import db
from app.goals import policy
from app.goals.content import PURPOSE, Earlier, content_of, open_content, open_progress, open_step
from app.goals.models import Goal, GoalReading, GoalRevision, Progress, Step
from app.goals.words import AUDIENCES, ENDS, THEMES
from app.matches.privacy import AFTER_CLOSING, by_mentors_of_past_matches
from app.privacy.erasing import Retained
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.sealing.vault import key_of
from app.web.language import mark, ngettext

GOALS = Shown(
    Goal,
    said=lambda n: ngettext("%(n)s goal", "%(n)s goals", n),
    mine=lambda person_id: Goal.author_id == person_id,
    grounds=(
        Ground(policy.seen_as_pair_by, mark("because you shared it with everybody in the match")),
        Ground(policy.seen_as_team_by, mark("because you shared it with the team")),
    ),
    trail=GoalReading.goal_id,
    one=mark("A goal"),
    opens="goals.goal",
)


def _earlier(row: GoalRevision) -> dict:
    goal = db.session.get_one(Goal, row.goal_id)
    return dict(open_content(key_of(goal.author_id, PURPOSE), Earlier(goal, row)))


def _of_my_goals(column: Any, actor: Any) -> ColumnElement[bool]:
    return column.in_(select(Goal.id).where(Goal.author_id == actor.id))


def _my_steps(actor: Any) -> ColumnElement[bool]:
    seen = Step.goal_id.in_(select(Goal.id).where(policy.seen_by(actor)))
    return _of_my_goals(Step.goal_id, actor) | ((Step.owner_id == actor.id) & seen)


_CODES = {"theme": THEMES, "state": ENDS, "audience": AUDIENCES}
HELD = (
    Held(
        Goal,
        mark("Goals"),
        ("theme", "state", "audience", "began_on", "until", "made_at", "ended_at"),
        ("author_id",),
        told=lambda row: dict(content_of(row)),
        words=_CODES,
    ),
    Held(
        GoalRevision,
        mark("What stood in your goals before they were changed"),
        ("at", "by_id", "theme", "state", "audience", "until"),
        through=lambda actor: _of_my_goals(GoalRevision.goal_id, actor),
        told=_earlier,
        words=_CODES,
    ),
    Held(
        Progress,
        mark("Progress"),
        ("on", "author_id"),
        ("author_id",),
        through=lambda actor: _of_my_goals(Progress.goal_id, actor),
        told=lambda row: dict(open_progress(key_of(row.author_id, PURPOSE), row)),
    ),
    Held(
        Step,
        mark("Steps"),
        ("author_id", "owner_id", "made_at", "done_at"),
        ("author_id",),
        through=_my_steps,
        told=lambda row: {"what": open_step(key_of(row.author_id, PURPOSE), row)},
    ),
)

RETAINED = (
    Retained(
        Goal,
        mark("Goals of a mentor in a match"),
        AFTER_CLOSING,
        lambda now: by_mentors_of_past_matches(Goal.author_id, Goal.match_id, now),
    ),
)
