"""What follows when a match moves: the dates that change with it. The first line of each says it for the docs."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.matches.guards import Facts
from app.matches.models import Match, Participation
from app.matches.stopping import who_asks
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.web.language import today


def nothing(_match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """nothing more"""


def it_was_asked_again(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """it stands on Today again; it is asked once"""
    match.reminded_at = clock.now()


def nobody_takes_part(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """nobody sees it any more but the team"""
    for part in _parts(match):
        part.until = part.until or clock.now()


def it_begins(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """the day it began is kept"""
    match.started_on = match.started_on or today()


def it_pauses(match: Match, _actor: Actor | None, facts: Facts) -> None:
    """reminders and signs rest until that day, and go on by themselves"""
    match.paused_until = facts.until


def the_pause_is_over(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """reminders and signs go on"""
    match.paused_until = None


def contact_stops(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """the two plan and write nothing together; each can still write for themselves"""
    match.suspended_at = clock.now()


def contact_goes_on(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """they can meet and write again"""
    match.suspended_at = None


def the_team_hears_it(match: Match, actor: Actor | None, _facts: Facts) -> None:
    """the team sees it at once; nobody is asked why"""
    match.stop_asked_at, match.stop_asked_by = clock.now(), actor.id if actor else None
    raise_flag("stop", match.id, scheme_id=match.scheme_id, match_id=match.id, person_id=match.stop_asked_by)


def they_go_on_after_all(match: Match, actor: Actor | None, facts: Facts) -> None:
    """their sign to the team is gone; that of another who asked stands"""
    others = {by: at for by, at in who_asks(match).items() if by != facts.by}
    it_goes_on_after_all(match, actor, facts)
    if others:
        match.stop_asked_by, match.stop_asked_at = list(others.items())[-1]
        raise_flag(
            "stop", match.id, scheme_id=match.scheme_id, match_id=match.id, person_id=match.stop_asked_by
        )


def it_goes_on_after_all(match: Match, actor: Actor | None, _facts: Facts) -> None:
    """the sign to the team is gone"""
    match.stop_asked_at = match.stop_asked_by = None
    lower_flag("stop", match.id, actor.id if actor else None)


def doors_close(match: Match, actor: Actor | None, facts: Facts) -> None:
    """a mentor looks back for as long as the scheme says (14 days); mentees and peers keep what is theirs"""
    days = settings_of(db.session.get_one(Scheme, match.scheme_id)).access_after_closing_days
    match.closed_at, match.closed_from, match.closed_why = clock.now(), match.state, facts.why
    match.access_until = clock.now() + timedelta(days=days)
    match.paused_until = match.suspended_at = None
    it_goes_on_after_all(match, actor, facts)


def doors_open(match: Match, _actor: Actor | None, _facts: Facts) -> None:
    """everybody who took part is in again"""
    match.closed_at = match.closed_why = match.closed_from = match.access_until = None


def _parts(match: Match) -> list[Participation]:
    return list(db.session.scalars(select(Participation).where(Participation.match_id == match.id)))
