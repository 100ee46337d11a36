"""The reasons that the desk itself knows: what was shared with the team, and what the team follows up."""

from sqlalchemy import Select, select

from app.flags.days import noon_of
from app.flags.reasons import Reason, Scope, row
from app.review.models import FollowUp
from app.web.language import mark

PLEASE_READ = Reason("please_read", mark("%(name)s asks you to read this."), opens="review.entry")
HANDED_OVER = Reason("handed_over", mark("%(name)s looked after them before you."))
SHARED = Reason("shared", mark("%(name)s shared this with the team."), opens="review.entry")


def _follow_ups(scope: Scope) -> Select:
    return (
        select(
            *row(
                FollowUp.id,
                noon_of(FollowUp.due_on),
                scheme=scope.matches.c.scheme_id,
                match=FollowUp.match_id,
                person=FollowUp.by_id,
            )
        )
        .join(scope.matches, scope.matches.c.id == FollowUp.match_id)
        .where(FollowUp.closed_at.is_(None), FollowUp.due_on <= scope.today)
    )


FOLLOW_UP = Reason("follow_up", mark("%(name)s would come back to this today."), _follow_ups)
