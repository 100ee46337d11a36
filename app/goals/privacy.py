"""What goals say about privacy: who sees them, and who of the team looked."""

from app.goals import policy
from app.goals.models import Goal, GoalReading
from app.privacy.shown import Ground, Shown
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
