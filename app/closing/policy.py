"""Who looks back, thanks and keeps: who takes part in a match that closes; a keepsake is its owner's alone."""

from sqlalchemy import ColumnElement, and_, or_, select

from app import clock
from app.closing.models import Keepsake, LookBack, Thanks
from app.db import db
from app.matches.apart import waits_for_somebody
from app.matches.models import Match, Participation
from app.matches.policy import sides_of, taken_part_by, takes_part
from app.people.actor import Actor


def can_look_back(actor: Actor, match: Match) -> bool:
    """Who takes part in a match that closes or is closed; a mentor as long as they may look."""
    return match.state in ("closing", "closed") and takes_part(actor, match)


def looked_back_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_look_back`."""
    return and_(Match.state.in_(("closing", "closed")), taken_part_by(actor))


def can_write(actor: Actor, match: Match) -> bool:
    """While it closes, everybody who takes part writes: looking back, thanking, opening the notes."""
    return match.state == "closing" and match.suspended_at is None and takes_part(actor, match)


def written_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_write`."""
    return and_(Match.state == "closing", Match.suspended_at.is_(None), taken_part_by(actor))


def can_read_look_back(actor: Actor, look_back: LookBack) -> bool:
    """Its writer; the others once everybody who takes part has looked back, or when the match is closed."""
    if look_back.person_id == actor.id:
        return True
    match = db.session.get_one(Match, look_back.match_id)
    return takes_part(actor, match) and all_looked_back(match)


def look_backs_read_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read_look_back`."""
    over = Match.state == "closed"
    mine = select(Match.id).where(
        taken_part_by(actor), or_(over, ~waits_for_somebody(LookBack, Match.id, actor.now))
    )
    return or_(LookBack.person_id == actor.id, LookBack.match_id.in_(mine))


def all_looked_back(match: Match) -> bool:
    """True once everybody who takes part has looked back, or the match is closed."""
    return match.state == "closed" or not db.session.scalar(
        select(waits_for_somebody(LookBack, match.id, clock.now()))
    )


def can_read_thanks(actor: Actor, thanks: Thanks) -> bool:
    """Who wrote it; whom it is for, once it was opened or the match is closed."""
    if thanks.from_id == actor.id:
        return True
    match = db.session.get_one(Match, thanks.match_id)
    return thanks.to_id == actor.id and (thanks.opened_at is not None or match.state == "closed")


def thanks_read_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read_thanks`."""
    over = Thanks.match_id.in_(select(Match.id).where(Match.state == "closed"))
    return or_(
        Thanks.from_id == actor.id, and_(Thanks.to_id == actor.id, or_(Thanks.opened_at.is_not(None), over))
    )


def can_keep(actor: Actor, match: Match) -> bool:
    """A mentee or a peer makes a keepsake of a match that closes or is closed."""
    return match.state in ("closing", "closed") and bool(sides_of(actor, match) - {"mentor"})


def kept_from_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_keep`."""
    mine = select(Participation.match_id).where(
        Participation.person_id == actor.id, Participation.side != "mentor", *_in_now()
    )
    return and_(Match.state.in_(("closing", "closed")), Match.id.in_(mine))


def _in_now():
    now = clock.now()
    return (
        Participation.state == "in",
        Participation.since <= now,
        or_(Participation.until.is_(None), Participation.until > now),
    )


def owns_keepsake(actor: Actor, keepsake: Keepsake) -> bool:
    """A keepsake is its owner's, whatever becomes of the match."""
    return keepsake.owner_id == actor.id


def keepsakes_owned_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `owns_keepsake`."""
    return Keepsake.owner_id == actor.id
