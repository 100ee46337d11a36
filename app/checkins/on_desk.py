"""What check-ins bring to the desk: whom it is time to call, twice in the first month and then by the scheme's clock."""

from sqlalchemy import Select, case, exists, func, select

from app.checkins.models import CheckIn
from app.flags.days import days_after
from app.flags.reasons import Reason, Scope
from app.matches.due import people_due
from app.schemes.models import Guardianship, Scheme
from app.schemes.settings import setting
from app.web.language import mark

FIRST_MONTH, IN_FIRST_MONTH = 30, 14


def _family(scope: Scope) -> Select:
    """Mentees with a parent or guardian in the scheme, where nobody spoke with one for long."""
    matches, people = scope.matches.c, scope.people.c
    called = (
        select(func.max(CheckIn.on))
        .where(CheckIn.match_id == people.match_id, CheckIn.person_id.is_(None), CheckIn.way != "no-answer")
        .correlate(scope.people)
        .scalar_subquery()
    )
    last = func.coalesce(called, matches.started_on)
    guarded = exists().where(
        Guardianship.mentee_id == people.person_id,
        Guardianship.scheme_id == people.scheme_id,
        Guardianship.until.is_(None) | (Guardianship.until > scope.now),
    )
    due = people_due(scope, last, setting(Scheme.settings, "family_days"))
    return due.where(people.side == "mentee", guarded)


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
    usual = setting(Scheme.settings, "check_in_days")
    every = case((matches.started_on > days_after(scope.today, -FIRST_MONTH), IN_FIRST_MONTH), else_=usual)
    return people_due(scope, last, every)


CHECK_IN = Reason("check_in", mark("Nobody spoke with %(name)s for %(days)s days."), _due)
FAMILY = Reason(
    "family", mark("Nobody spoke with a parent or guardian of %(name)s for %(days)s days."), _family
)
