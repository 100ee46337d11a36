"""Who comes and goes while a match runs: joining and leaving a group, and standing in for a mentor for a while."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from app import clock
from app.db import db
from app.matches.actions import put
from app.matches.forms import JoinForm, StandInForm
from app.matches.models import Match, Participation
from app.matches.sockets import unready
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.queries import holds_role
from app.web.language import _, today, zone
from app.web.verbs import Refused

LONGEST_STAND_IN = timedelta(days=183)


def ask_to_join(actor: Actor, match: Match, values: JoinForm, _op_id: UUID) -> Participation:
    """Ask somebody into a group that runs; they say yes or no themselves, and read nothing until they did."""
    if match.kind != "group":
        raise Refused(_("Only a group takes in somebody new. Propose a new match instead."))
    _check(match, values.person, values.side)
    return put(actor, match, None, "ask", values.person, side=values.side)


def stand_in(actor: Actor, match: Match, values: StandInForm, _op_id: UUID) -> Participation:
    """Let somebody stand in for a mentor, from one day until another; they read what is written in those days."""
    if match.state != "active":
        raise Refused(_("Somebody stands in while a match is on its way."))
    if match.kind == "peer":
        raise Refused(_("There is no mentor here to stand in for."))
    if values.until < max(values.since, today()):
        raise Refused(_("The last day is after the first one, and not over yet."), "until")
    if values.until - values.since > LONGEST_STAND_IN:
        raise Refused(_("At most half a year. After that, make a new match."), "until")
    _check(match, values.person, "mentor")
    since = datetime.combine(values.since, time(0), zone())
    until = datetime.combine(values.until + timedelta(days=1), time(0), zone())
    part = put(
        actor,
        match,
        None,
        "stand-in",
        values.person,
        side="mentor",
        stands_in=True,
        since=max(since, clock.now()),
    )
    part.until = until
    db.session.flush()
    return part


def _check(match: Match, person_id: UUID, side: str) -> None:
    """Somebody of this side in the scheme, ready for it, and not in the match already."""
    if not holds_role(match.scheme_id, person_id, side):
        raise Refused(_("Choose somebody of this scheme."), "person")
    for plug in unready:
        why_not = plug(db.session.get_one(Scheme, match.scheme_id), person_id, side)
        if why_not:
            raise Refused(why_not, "person")
    there = select(Participation.id).where(
        Participation.match_id == match.id,
        Participation.person_id == person_id,
        Participation.state.in_(("asked", "in")),
        or_(Participation.until.is_(None), Participation.until > clock.now()),
    )
    if db.session.scalar(there.limit(1)) is not None:
        raise Refused(_("They are in this match already."), "person")


def leave(actor: Actor, part: Participation, _values: Any, _op_id: UUID) -> Participation:
    """Leave a group, or end somebody's part in it; what they wrote stays theirs."""
    match = db.session.get_one(Match, part.match_id)
    return put(actor, match, part, "leave" if part.state == "in" else "take-back", part.person_id)
