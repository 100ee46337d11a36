"""The way to the mirror on the page of a match; and for the team, where the scheme allows it, who talked most."""

from typing import Any

from app.db import db
from app.matches.policy import can_oversee, takes_part
from app.mirrors.queries import shared_balance
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.settings import settings_of


def in_match(actor: Actor, match) -> dict[str, Any] | None:
    """My mirror; for the team who talked most, only where the scheme's setting says so."""
    if takes_part(actor, match):
        return {"match": match, "balance": None}
    if not can_oversee(actor, match):
        return None
    scheme = db.session.get_one(Scheme, match.scheme_id)
    if not settings_of(scheme).team_sees_balance:
        return None
    return {"match": match, "balance": shared_balance(match.id)}
