"""The reasons that the desk itself knows: what was shared with the team, and what the team follows up."""

from sqlalchemy import Select, func, select

from app.flags.days import days_after, noon_of
from app.flags.reasons import Reason, Scope, row
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
    matches, people = scope.matches.c, scope.people.c
    heard = (
        select(func.max(Phone.seen_at))
        .where(Phone.person_id == people.person_id)
        .correlate(scope.people)
        .scalar_subquery()
    )
    return (
        select(
            *row(people.id, heard, scheme=people.scheme_id, match=people.match_id, person=people.person_id)
        )
        .select_from(scope.people)
        .join(scope.matches, matches.id == people.match_id)
        .join(Scheme, Scheme.id == people.scheme_id)
        .where(
            matches.state.in_(("active", "closing")),
            matches.paused_until.is_(None) | (matches.paused_until < scope.today),
            days_after(heard, setting(Scheme.settings, "phone_days")) <= scope.today,
        )
    )


PHONE = Reason("phone", mark("The phone of %(name)s sent nothing for %(days)s days."), _phones)
FOLLOW_UP = Reason("follow_up", mark("%(name)s would come back to this today."), _follow_ups)
