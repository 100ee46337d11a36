"""Who may see a match and act in it: who takes part, within the dates, and the team of its scheme."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Row, and_, bindparam, or_, select

from app import clock
from app.db import db
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.schemes.models import TEAM

# A mentor keeps access for two weeks after closing; a mentee or peer keeps what was theirs.
AFTER_CLOSING = timedelta(days=14)
RUNNING = ("preparing", "agreeing", "active", "closing")


def _takes_part(actor: Actor):
    """The match ids in which this person takes part, or still may look back."""
    now = clock.now()
    return (
        select(Participation.match_id)
        .join(Match, Match.id == Participation.match_id)
        .where(
            Participation.person_id == actor.id,
            Participation.since <= now,
            or_(Participation.until.is_(None), Participation.until > now),
            or_(
                Match.closed_at.is_(None),
                Participation.side != "mentor",
                Match.closed_at > now - AFTER_CLOSING,
            ),
        )
    )


_part = Participation.__table__
# Made once: each page about a match asks it.
_PARTS = select(_part.c.id, _part.c.side, _part.c.since, _part.c.until).where(
    _part.c.match_id == bindparam("match"), _part.c.person_id == bindparam("person")
)


def participation_of(actor: Actor, match: Match) -> Row | None:
    """How this person takes part in the match now; None when they do not, or no longer may look."""
    now = clock.now()
    for part in db.session.execute(_PARTS, {"match": match.id, "person": actor.id}):
        ended = part.until is not None and part.until <= now
        if ended or part.since > now:
            continue
        closed_long_ago = match.closed_at is not None and match.closed_at <= now - AFTER_CLOSING
        if part.side == "mentor" and closed_long_ago:
            continue
        return part
    return None


def can_see(actor: Actor, match: Match) -> bool:
    """Who takes part sees the match; so does the team of its scheme."""
    return participation_of(actor, match) is not None or can_oversee(actor, match)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return or_(Match.id.in_(_takes_part(actor)), overseen_by(actor))


def can_oversee(actor: Actor, match: Match) -> bool:
    """The team of the scheme, unless they take part themselves: nobody oversees their own match."""
    return actor.holds(match.scheme_id, *TEAM) and participation_of(actor, match) is None


def overseen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_oversee`."""
    return and_(Match.scheme_id.in_(actor.schemes_as(*TEAM)), Match.id.not_in(_takes_part(actor)))


def can_meet(actor: Actor, match: Match) -> bool:
    """Who takes part in a running match plans sessions and writes about them."""
    return match.state in RUNNING and match.suspended_at is None and takes_part(actor, match)


def met_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_meet`."""
    return and_(Match.state.in_(RUNNING), Match.suspended_at.is_(None), Match.id.in_(_takes_part(actor)))


def takes_part(actor: Actor, match: Match) -> bool:
    """True for who takes part in the match, within the dates."""
    return participation_of(actor, match) is not None


def taken_part_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `takes_part`."""
    return Match.id.in_(_takes_part(actor))
