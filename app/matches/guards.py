"""What must hold before a match moves: each guard is one question, and gives the sentence to say when it does not hold."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.db import db
from app.matches.models import CLOSED_WHY, Match, Participation
from app.matches.stopping import who_asks
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.web.language import mark, today

LONGEST_PAUSE = timedelta(days=183)
REOPENED_WITHIN = timedelta(days=14)


@dataclass(frozen=True)
class Facts:
    """What somebody says when they move a match."""

    reason: str | None = None
    why: str | None = None  # of closing: one of CLOSED_WHY
    talk: str | None = None  # of closing: how the talk with both went, or why there was none
    on: date | None = None  # of the match meeting
    since: date | None = None
    until: date | None = None
    present: frozenset[UUID] = field(default_factory=frozenset)
    signed: bool = False  # everybody who must has signed the same version
    phone_at: datetime | None = None
    by: UUID | None = None  # who moves it; `move` fills it in


def there_is_a_reason(_match: Match, facts: Facts) -> str | None:
    """somebody writes down why"""
    return None if facts.reason else mark("Write down why. One sentence is enough.")


def everybody_said_yes(match: Match, _facts: Facts) -> str | None:
    """everybody who was asked said yes"""
    return mark("Not everybody said yes yet.") if "asked" in _places(match).values() else None


def too_few_are_left(match: Match, _facts: Facts) -> str | None:
    """there are not two sides any more"""
    left = {side for (_, side), state in _places(match).items() if state in ("asked", "in")}
    people = sum(state in ("asked", "in") for state in _places(match).values())
    together = people > 1 and (len(left) > 1 or left == {"peer"})
    return mark("The others can still go on together.") if together else None


def nobody_answered_in_time(match: Match, _facts: Facts) -> str | None:
    """the days for an answer are over"""
    return None if match.made_at <= clock.now() - _days(match, "proposal_withdraw_days") else _TOO_SOON


def time_to_ask_again(match: Match, _facts: Facts) -> str | None:
    """it is time to ask again, and nobody did"""
    due = match.made_at <= clock.now() - _days(match, "proposal_reminder_days")
    return None if due and match.reminded_at is None else _TOO_SOON


def they_met(_match: Match, facts: Facts) -> str | None:
    """it is said when they met and who was there"""
    if facts.on is None or facts.on > today():
        return mark("Say on which day you met. It cannot be a day to come.")
    return None if len(facts.present) > 1 else mark("Say who was there.")


def everybody_signed(_match: Match, facts: Facts) -> str | None:
    """everybody who must has signed the same version"""
    return None if facts.signed else mark("Not everybody has signed this version yet.")


def there_is_an_end_to_it(_match: Match, facts: Facts) -> str | None:
    """there is a day on which it ends, at most half a year away"""
    there = facts.until is not None and today() < facts.until <= today() + LONGEST_PAUSE
    return None if there else mark("Choose the last day of it: at most half a year from now.")


def it_is_paused(match: Match, _facts: Facts) -> str | None:
    """there is a pause now"""
    return None if match.paused_until and match.paused_until >= today() else mark("There is no pause now.")


def it_is_suspended(match: Match, _facts: Facts) -> str | None:
    """it is suspended now"""
    return None if match.suspended_at else mark("It goes on already.")


def it_is_not_suspended(match: Match, _facts: Facts) -> str | None:
    """it is not suspended"""
    return mark("The team has put this on hold for now.") if match.suspended_at else None


def they_asked_to_stop(match: Match, facts: Facts) -> str | None:
    """they asked to stop themselves"""
    # Whoever did not ask hears the same as when nobody did: it is between who asked and the team.
    return None if facts.by in who_asks(match) else mark("Nobody asks to stop now.")


def it_is_said_why_and_how_they_talked(_match: Match, facts: Facts) -> str | None:
    """there is a reason of closing, and the talk is on record or why there was none"""
    if facts.why not in CLOSED_WHY:
        return mark("Choose why it ends.")
    return None if facts.talk else mark("Write how the last talk went, or why there was none.")


def it_closed_just_now(match: Match, _facts: Facts) -> str | None:
    """it was closed in the last 14 days"""
    there = match.closed_at is not None and match.closed_at > clock.now() - REOPENED_WITHIN
    return None if there else mark("This closed more than 14 days ago. Make a new match instead.")


def it_was(state: str):
    """A guard: the match was in this state when it was closed."""

    def guard(match: Match, _facts: Facts) -> str | None:
        return None if match.closed_from == state else mark("It stood at another step when it closed.")

    guard.__doc__ = f"it was {state} when it was closed"
    return guard


_TOO_SOON = mark("It is not time for that yet.")


def _places(match: Match) -> dict[tuple[UUID, str], str]:
    """How everybody takes part now, by participation and side."""
    rows = db.session.execute(
        select(Participation.id, Participation.side, Participation.state).where(
            Participation.match_id == match.id
        )
    )
    return {(row.id, row.side): row.state for row in rows}


def _days(match: Match, setting: str) -> timedelta:
    scheme = db.session.get_one(Scheme, match.scheme_id)
    return timedelta(days=getattr(settings_of(scheme), setting))
