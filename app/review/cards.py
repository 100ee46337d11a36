"""What the desk shows elsewhere: answers below an entry, new answers on Today, and the ways to the desk."""

from typing import Any

from app.matches.models import Match
from app.matches.policy import can_oversee
from app.prepared import Lookup
from app.review import actions, queries
from app.review.policy import has_desk
from app.review.queue import queue
from app.schemes.queries import ask_grants
from app.web.transaction import note


def below_entry(actor, entry) -> dict[str, Any] | None:
    """Who of the team saw an entry and what they answered; for its author."""
    if not entry.mine:
        return None
    found = queries.replies([entry.id])
    fresh = [reply.id for reply in found if reply.read_at is None]
    if fresh:
        note(lambda: actions.mark_read(fresh))
    return {"replies": found, "seen": queries.seen_by([entry.id])[entry.id]}


def new_answers(actor, _day) -> Lookup[dict[str, Any] | None]:
    """Answers that were not opened yet, and what came of wanting to talk."""
    replies, talks = yield from queries.new_replies(actor)
    return {"replies": replies, "talks": talks} if replies or talks else None


def to_the_desk(actor, _day) -> dict[str, Any] | None:
    """For staff: how much waits at their desk, and what comes first."""
    if not has_desk(actor):
        return None
    found = queue(actor)
    return {"total": found.total, "first": found.lines[:3]}


def beside_my_matches(actor, _day) -> Lookup[dict[str, Any] | None]:
    """For staff who are in a match themselves: the way to their desk."""
    yield from ask_grants(actor)
    return {} if has_desk(actor) else None


def on_match(actor, match: Match) -> dict[str, Any] | None:
    """For the team of a match: the way to its file at the desk."""
    return {"match": match} if can_oversee(actor, match) and match.state != "proposed" else None
