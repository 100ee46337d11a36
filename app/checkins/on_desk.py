"""What check-ins bring to the desk: whom it is time to call, twice in the first month and then by the scheme's clock."""

from sqlalchemy import Select, case, func, select

from app.checkins.models import CheckIn
from app.flags.days import days_after, noon_of
from app.flags.reasons import Reason, Scope, row
from app.schemes.models import Scheme
from app.schemes.settings import DEFAULTS
from app.web.language import mark

FIRST_MONTH, IN_FIRST_MONTH = 30, 14
MEETING = ("active", "closing")


def _due(scope: Scope) -> Select:
    matches, people = scope.matches.c, scope.people.c
    called = (
        select(func.max(CheckIn.on))
        .where(
            CheckIn.match_id == people.match_id,
            CheckIn.person_id == people.person_id,
            CheckIn.way != "no-answer",
        )
        .correlate(scope.people)
        .scalar_subquery()
    )
    last = func.coalesce(called, matches.started_on)
    usual = func.coalesce(Scheme.settings["check_in_days"].as_integer(), DEFAULTS["check_in_days"])
    every = case((matches.started_on > days_after(scope.today, -FIRST_MONTH), IN_FIRST_MONTH), else_=usual)
    return (
        select(
            *row(
                people.id,
                noon_of(last),
                scheme=people.scheme_id,
                match=people.match_id,
                person=people.person_id,
            )
        )
        .select_from(scope.people)
        .join(scope.matches, matches.id == people.match_id)
        .join(Scheme, Scheme.id == people.scheme_id)
        .where(
            matches.state.in_(MEETING),
            matches.paused_until.is_(None) | (matches.paused_until < scope.today),
            days_after(last, every) <= scope.today,
        )
    )


CHECK_IN = Reason("check_in", mark("Nobody spoke with %(name)s for %(days)s days."), _due)
