"""What sessions bring to the desk: a match that did not meet for long, and a session about which nobody said a word."""

from functools import lru_cache

from sqlalchemy import CTE, ColumnElement, Select, func, select

from app.flags.days import days_after, noon_of
from app.flags.reasons import Reason, Scope, row
from app.matches.due import meeting
from app.matches.models import Match
from app.schemes.models import Scheme
from app.schemes.settings import setting
from app.sessions.models import Session
from app.web.language import mark

LOOKS_BACK, LEFT_ALONE = 30, 2  # days in which an unwritten session counts, and in which nobody is bothered


@lru_cache(4)
def _met(scope: Scope) -> CTE:
    """Matches that should be meeting, with the day they last did (or began), looked up once for both signs."""
    matches = scope.matches.c
    held = (
        select(func.max(Session.on))
        .where(Session.match_id == matches.id, Session.state == "held")
        .correlate(scope.matches)
        .scalar_subquery()
    )
    return (
        select(
            matches.id,
            matches.scheme_id,
            matches.rhythm_days,
            func.coalesce(held, matches.started_on).label("last"),
        )
        .select_from(scope.matches)
        .join(Match, Match.id == matches.id)
        .where(
            meeting(scope),
            Match.suspended_at.is_(None),
        )
        .cte("last_met")
    )


def _quiet(scope: Scope) -> tuple[Select, ColumnElement, ColumnElement, ColumnElement]:
    """The same with the scheme's own settings: the select, the day, and the days of both signs."""
    met = _met(scope).c
    found = select(*row(met.id, noon_of(met.last), scheme=met.scheme_id, match=met.id)).join(
        Scheme, Scheme.id == met.scheme_id
    )
    amber, red = (
        met.rhythm_days * setting(Scheme.settings, f"{colour}_rhythms") for colour in ("amber", "red")
    )
    return found, met.last, amber, red


def _amber(scope: Scope) -> Select:
    found, last, amber, red = _quiet(scope)
    return found.where(days_after(last, amber) <= scope.today, days_after(last, red) > scope.today)


def _red(scope: Scope) -> Select:
    found, last, _amber_days, red = _quiet(scope)
    return found.where(days_after(last, red) <= scope.today)


def _not_written(scope: Scope) -> Select:
    return (
        select(
            *row(
                Session.id,
                noon_of(Session.on),
                scheme=scope.matches.c.scheme_id,
                match=Session.match_id,
            )
        )
        .join(scope.matches, scope.matches.c.id == Session.match_id)
        .where(
            Session.state == "planned",
            Session.on > days_after(scope.today, -LOOKS_BACK),
            Session.on <= days_after(scope.today, -LEFT_ALONE),
        )
    )


AMBER = Reason("rhythm_amber", mark("They did not meet for %(days)s days."), _amber)
RED = Reason("rhythm_red", mark("They did not meet for %(days)s days."), _red)
NOT_WRITTEN = Reason(
    "not_written", mark("They would meet %(days)s days ago. Nobody said how it went."), _not_written
)
REASONS = (RED, AMBER, NOT_WRITTEN)
