"""The reasons that the desk itself knows: what was shared with the team, and what the team follows up."""

from sqlalchemy import Select, func, select

from app.flags.days import noon_of
from app.flags.reasons import Reason, Scope, row
from app.matches.due import people_due
from app.offline.models import Phone
from app.review.models import FollowUp
from app.schemes.models import Scheme
from app.schemes.settings import setting
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


def _phones(scope: Scope) -> Select:
    """Who has the app on a phone that sent nothing for long; who never had it there is no reason."""
    heard = (
        select(func.max(Phone.seen_at))
        .where(Phone.person_id == scope.people.c.person_id)
        .correlate(scope.people)
        .scalar_subquery()
    )
    return people_due(scope, heard, setting(Scheme.settings, "phone_days"), heard)


PHONE = Reason("phone", mark("The phone of %(name)s sent nothing for %(days)s days."), _phones)
FOLLOW_UP = Reason("follow_up", mark("%(name)s wanted to come back to this."), _follow_ups)
