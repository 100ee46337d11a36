"""What ratings show elsewhere: the question when it is time, the way to answer it, and the answers for the team."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.matches.policy import can_meet, can_oversee
from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.prepared import Lookup
from app.ratings import queries
from app.ratings.words import FACES, VALUES
from app.schemes.settings import SchemeSettings
from app.web.language import _, local, today
from app.web.paths import to


def due(actor: Actor, matches: list[Any]) -> Lookup[dict[UUID, list[ToDo]]]:
    """Where it is time to say how it is: some weeks after the start, and then by the scheme's clock."""
    running = [match.id for match in matches if match.state in ("active", "closing")]
    found = {}
    for row in (yield from queries.last_asked(actor, running)):
        if _is_time(row.started_on, row.last, SchemeSettings.model_validate(row.settings or {})):
            found[row.id] = [
                ToDo(
                    _("How is it between you?"),
                    _("One tap. Only the team reads it."),
                    path=to("ratings.rate_page", row.id),
                    place=70,
                )
            ]
    return found


def _is_time(started: date | None, last: Any, clocks: SchemeSettings) -> bool:
    if last is not None:
        return local(last).date() + timedelta(days=clocks.rating_days) <= today()
    return started is not None and started + timedelta(days=clocks.rating_first_days) <= today()


def in_match(actor: Actor, match) -> dict[str, Any] | None:
    """For the team what was answered; for who meets the way to say it now."""
    if can_oversee(actor, match):
        return {
            "match": match,
            "ratings": queries.of_match(actor, match.id),
            "values": VALUES,
            "faces": FACES,
            "team": True,
        }
    return {"match": match, "ratings": [], "team": False} if can_meet(actor, match) else None
