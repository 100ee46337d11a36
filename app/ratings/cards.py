"""What ratings show elsewhere: the question when it is time, the way to answer it, and the answers for the team."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.matches.policy import can_meet, can_oversee
from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.people.trails import leave_on_trail
from app.prepared import Lookup
from app.ratings import queries
from app.ratings.models import RatingReading
from app.ratings.words import FACES, VALUES
from app.schemes.settings import in_force
from app.web.language import _, local, today
from app.web.paths import to
from app.web.transaction import note


def due(actor: Actor, matches: list[Any]) -> Lookup[dict[UUID, list[ToDo]]]:
    """Where it is time to say how it is: some weeks after the start, and then by the scheme's clock."""
    running = [match.id for match in matches if match.state in ("active", "closing") and not match.rests]
    found = {}
    for row in (yield from queries.last_asked(actor, running)):
        if _is_time(row.started_on, row.last, row):
            found[row.id] = [
                ToDo(
                    _("How is it between you?"),
                    _("One tap. Only the team reads it."),
                    path=to("ratings.rate_page", row.id),
                    place=70,
                )
            ]
    return found


def _is_time(started: date | None, last: Any, scheme: Any) -> bool:
    if last is not None:
        return local(last).date() + timedelta(days=in_force(scheme, "rating_days")) <= today()
    return started is not None and started + timedelta(days=in_force(scheme, "rating_first_days")) <= today()


def in_match(actor: Actor, match) -> dict[str, Any] | None:
    """For the team what was answered; for who meets the way to say it now."""
    if can_oversee(actor, match):
        found = queries.of_match(actor, match.id)
        ids, reader = [rating.id for rating in found if rating.author_id != actor.id], actor.id
        note(lambda: leave_on_trail(RatingReading.rating_id, reader, ids))
        return {
            "match": match,
            "ratings": found,
            "values": VALUES,
            "faces": FACES,
            "team": True,
        }
    return {"match": match, "ratings": [], "team": False} if can_meet(actor, match) else None
