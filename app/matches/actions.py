"""What happens to a match; every move leaves a line of history."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.db import db
from app.matches.models import Match, MatchEvent, Participation
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.settings import settings_of

# Where a match can go from each state; the rules of each step decide whether it does.
MOVES = {
    "proposed": ("preparing", "withdrawn"),
    "preparing": ("agreeing", "withdrawn", "closed"),
    "agreeing": ("active", "withdrawn", "closed"),
    "active": ("closing", "closed"),
    "closing": ("closed", "active"),
    "closed": ("closing",),
    "withdrawn": (),
}


class NoSuchMove(ValueError):
    """A move the table does not know."""


def propose(
    actor: Actor,
    scheme: Scheme,
    kind: str,
    people: list[tuple[UUID, str]],
    reasons: str,
    name: str | None = None,
) -> Match:
    """Propose a match between `people` (id, side), with the reasons that they will read."""
    clocks = settings_of(scheme)
    match = Match(
        scheme_id=scheme.id,
        kind=kind,
        name=name,
        coordinator_id=actor.id,
        rhythm_days=clocks.rhythm_days,
        session_minutes=clocks.session_minutes,
        planned_sessions=max(1, clocks.duration_weeks * 7 // clocks.rhythm_days),
        made_at=clock.now(),
    )
    db.session.add(match)
    db.session.flush()
    for person_id, side in people:
        db.session.add(Participation(match_id=match.id, person_id=person_id, side=side, since=clock.now()))
    _record(match, actor, "propose", None, "proposed", reasons)
    db.session.flush()
    return match


def move(
    actor: Actor,
    match: Match,
    verb: str,
    to: str,
    reason: str | None = None,
    phone_at: datetime | None = None,
    staff_only: bool = False,
) -> Match:
    """Bring a match to another state; NoSuchMove when the table does not allow it."""
    if to not in MOVES[match.state]:
        raise NoSuchMove(f"{match.state} -> {to}")
    before, match.state = match.state, to
    match.rev += 1
    today: date = clock.now().date()
    if to == "active" and match.started_on is None:
        match.started_on = today
    match.closed_at = clock.now() if to == "closed" else None
    _record(match, actor, verb, before, to, reason, phone_at, staff_only)
    db.session.flush()
    return match


def _record(
    match: Match,
    actor: Actor,
    verb: str,
    before: str | None,
    after: str,
    reason: str | None,
    phone_at: datetime | None = None,
    staff_only: bool = False,
) -> None:
    db.session.add(
        MatchEvent(
            match_id=match.id,
            verb=verb,
            from_state=before,
            to_state=after,
            by_id=actor.id,
            phone_at=phone_at,
            server_at=clock.now(),
            reason=reason,
            staff_only=staff_only,
        )
    )


def join(actor: Actor, match: Match) -> None:
    """Say yes to taking part in a match one was asked for."""
    for part in db.session.scalars(
        select(Participation).where(
            Participation.match_id == match.id,
            Participation.person_id == actor.id,
            Participation.state == "asked",
        )
    ):
        part.state = "in"
        _record(match, actor, "join", match.state, match.state, None)
    db.session.flush()
