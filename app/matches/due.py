"""Whom the desk has a reason about by a clock: people in matches that meet, for whom something was too long ago."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from app.flags.days import days_after, noon_of
from app.flags.reasons import Scope, row
from app.schemes.models import Scheme

MEETING = ("active", "closing")


def meeting(scope: Scope) -> ColumnElement[bool]:
    """Matches that meet now, outside a pause."""
    matches = scope.matches.c
    free = matches.paused_until.is_(None) | (matches.paused_until < scope.today)
    return matches.state.in_(MEETING) & free


def people_due(scope: Scope, last: Any, days: Any, since: Any = None) -> Select:
    """Who takes part in a match that meets and for whom the day `last` is `days` ago, a row each.

    `since` is the moment it was, where that is known; else noon of the day. The scheme is joined, so that `days` may
    be one of its settings.
    """
    matches, people = scope.matches.c, scope.people.c
    columns = row(
        people.id,
        noon_of(last) if since is None else since,
        scheme=people.scheme_id,
        match=people.match_id,
        person=people.person_id,
    )
    return (
        select(*columns)
        .select_from(scope.people)
        .join(scope.matches, matches.id == people.match_id)
        .join(Scheme, Scheme.id == people.scheme_id)
        .where(meeting(scope), days_after(last, days) <= scope.today)
    )
