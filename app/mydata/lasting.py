"""How long things last: per kind, for each of my matches, and what goes or stays when I go."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.matches.models import Match
from app.matches.policy import taken_part_by
from app.matches.privacy import kept_until
from app.matches.queries import people_in
from app.mydata.erasing import NOBODY
from app.people.actor import Actor
from app.privacy.erasing import retention
from app.privacy.held import TOGETHER, held
from app.web.language import _


@dataclass(frozen=True)
class Lasts:
    """One of somebody's matches: with whom, and until when it is kept; None while it runs."""

    called: str
    until: datetime | None


@dataclass(frozen=True)
class Stays:
    """Why things stay, which, and until when; None where no day is known yet."""

    why: str
    what: list[str]
    until: datetime | None


def times() -> dict[str, list[str]]:
    """For each length of time, in words, what is kept so long."""
    found: dict[str, list[str]] = {}
    for kind in (kind for room in retention for kind in room):
        labels = found.setdefault(_(kind.says), [])
        if _(kind.label) not in labels:
            labels.append(_(kind.label))
    return found


def my_matches(actor: Actor) -> list[Lasts]:
    """Each match of theirs that they may still look at."""
    return [Lasts(_with(actor, match), kept_until(match)) for match in _mine(actor)]


def _with(actor: Actor, match: Match) -> str:
    others = [other.called for other in people_in(match.id) if other.id != actor.id]
    return match.name or ", ".join(others) or NOBODY


def _mine(actor: Actor) -> list[Match]:
    return list(db.session.scalars(select(Match).where(taken_part_by(actor))))


def what_goes() -> list[str]:
    """The kinds of things that go when somebody does."""
    kinds = [kind for room in held for kind in room]
    return list(dict.fromkeys(_(kind.label) for kind in kinds if not kind.stays))


def what_stays(actor: Actor) -> list[Stays]:
    """What stays when they go, by its reason."""
    found: dict[str, list[str]] = {}
    for kind in (kind for room in held for kind in room if kind.stays):
        found.setdefault(kind.stays, []).append(_(kind.label))
    days = [until for match in _mine(actor) if (until := kept_until(match))]
    last = max(days, default=None)
    return [Stays(_(why), what, last if why == TOGETHER else None) for why, what in found.items()]
