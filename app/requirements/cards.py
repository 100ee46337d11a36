"""What requirements show elsewhere: beside a mentor at the desk, and to the mentor on the page about them."""

from typing import Any

from app.db import db
from app.people.actor import Actor
from app.requirements import queries
from app.requirements.policy import can_record
from app.requirements.readiness import lacking
from app.requirements.words import KINDS, STANDING
from app.schemes.models import Scheme


def _shown(scheme_id, person_id) -> dict[str, Any]:
    scheme = db.session.get_one(Scheme, scheme_id)
    found = queries.seen_of(scheme_id, person_id)
    return {
        "scheme": scheme,
        "seen": found,
        "ready": not lacking(scheme, found),
        "kinds": KINDS,
        "standing": STANDING,
    }


def beside(actor: Actor, place) -> dict[str, Any] | None:
    """Of a mentor: what was seen, and the way to write down more."""
    return {**_shown(place.scheme_id, place.id), "place": place} if can_record(actor, place) else None


def mine(actor: Actor, _thing: Any) -> dict[str, Any] | None:
    """Of a mentor themself: what the team saw in each of their schemes."""
    schemes = sorted(actor.schemes_as("mentor"))
    return {"places": [_shown(scheme_id, actor.id) for scheme_id in schemes]} if schemes else None
