"""How a match moves: each move is one of the table's, and leaves a line of history with who, when and why."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app import clock, ids
from app.db import db
from app.matches.guards import Facts
from app.matches.models import Match, MatchEvent, Participation
from app.matches.policy import standing
from app.matches.sockets import moved
from app.matches.table import OF_THE_MATCH, PARTS, TABLE, Move, moves
from app.people.actor import Actor
from app.sealing.seal import seal_fields
from app.sealing.vault import key_of
from app.web.language import _, mark
from app.web.verbs import Refused

PURPOSE = "journal"
GONE_ON = mark("This match has moved on meanwhile. Look how it stands now.")
NOT_YOURS = mark("This is for somebody else to do.")


def move(
    actor: Actor | None, match: Match, verb: str, facts: Facts | None = None, who: set[str] | None = None
) -> Match:
    """Move a match by the table; Refused with the sentence of what does not hold. No actor: the clock moves it.

    `who` says as what somebody acts who just gave up their part.
    """
    facts, who = _by(actor, facts), who or _who(actor, match)
    way, why_not = _way(who, match, verb, facts)
    if way is None:
        raise Refused(_(why_not))
    before = match.state
    way.follow(match, actor, facts)
    match.state = way.to
    match.rev += 1
    _record(match, actor, way, before, way.to, facts, who)
    db.session.flush()
    for plug in moved:
        plug(actor, match, verb)
    return match


def _by(actor: Actor | None, facts: Facts | None = None) -> Facts:
    return replace(facts or Facts(), by=actor.id if actor else None)


def can_move(
    actor: Actor | None, match: Match, verb: str, facts: Facts | None = None, who: set[str] | None = None
) -> bool:
    """True when `move` would go through."""
    return _way(who or _who(actor, match), match, verb, _by(actor, facts))[0] is not None


def _way(who: set[str], match: Match, verb: str, facts: Facts) -> tuple[Move | None, str]:
    """The way on that is open, or the sentence that says why none is."""
    why_not = GONE_ON
    for way in moves(match.state or "", verb):
        if not who & set(way.who):
            why_not = NOT_YOURS
            continue
        problems = [said for guard in way.guards if (said := guard(match, facts))]
        if not problems:
            return way, ""
        why_not = problems[0]
    return None, why_not


def offered(actor: Actor, match: Match) -> set[str]:
    """The verbs that somebody could do now, as far as the match itself says."""
    who = _who(actor, match)
    return {
        way.verb
        for way in TABLE
        if way.state == match.state
        and who & set(way.who)
        and not any(guard(match, _by(actor)) for guard in way.guards if guard in OF_THE_MATCH)
    }


def put(
    actor: Actor, match: Match, part: Participation | None, verb: str, person_id: UUID, **columns: Any
) -> Participation:
    """Change somebody's part in a match by the table of parts; `columns` for a new one."""
    before = part.state if part else ""
    way = next((way for way in PARTS if (way.state, way.verb) == (before, verb)), None)
    who = _who(actor, match)
    if way is None or not who & set(way.who):
        raise Refused(_(GONE_ON))
    if part is None:
        part = Participation(
            match_id=match.id, person_id=person_id, state=way.to, **{"since": clock.now(), **columns}
        )
        db.session.add(part)
        db.session.flush()
    part.state = way.to
    if verb == "say-yes" and match.state != "proposed":
        part.since = clock.now()  # who joins later reads from now on
    if way.to == "left":
        part.until = clock.now()
    _record(match, actor, way, match.state, match.state, Facts(), who, part)
    db.session.flush()
    return part


def _record(
    match: Match,
    actor: Actor | None,
    way: Move,
    before: str,
    after: str,
    facts: Facts,
    who: set[str],
    part: Participation | None = None,
) -> None:
    event = MatchEvent(
        id=ids.new_id(),
        match_id=match.id,
        participation_id=part.id if part else None,
        verb=way.verb,
        from_state=before or None,
        to_state=after,
        by_id=actor.id if actor else None,
        as_who=next(one for one in way.who if one in who),
        phone_at=facts.phone_at,
        server_at=clock.now(),
        staff_only=way.reason == "team",
    )
    words: dict[str, Any] = {
        "reason": facts.reason,
        "talk": facts.talk,
        "on": facts.on and facts.on.isoformat(),
    }
    words |= {"until": facts.until and facts.until.isoformat(), "why": facts.why}
    words |= {"present": sorted(str(person_id) for person_id in facts.present)}
    said = {name: value for name, value in words.items() if value}
    if said and actor:
        event.sealed = seal_fields(key_of(actor.id, PURPOSE), said, bound(event))
    db.session.add(event)


def _who(actor: Actor | None, match: Match) -> set[str]:
    """As what somebody acts in the match; nobody is a clock."""
    return standing(actor, match) if actor else {"clock"}


def bound(event: Any) -> str:
    """What the words of an event are bound to: they open in no other row, match or circle of readers."""
    return f"match_event|sealed|{event.id}|{event.by_id}|{event.match_id}|{event.staff_only}"


def phone_time(op_id: UUID) -> datetime | None:
    """When a form was sent, by the clock of the phone that made its id."""
    return ids.made_at(op_id) if op_id.version == 7 else None
