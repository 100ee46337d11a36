"""What mirrors say about privacy: whether the team sees who talked most."""

from sqlalchemy import select

from app.db import db
from app.matches.models import Match
from app.matches.policy import taken_part_by
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.settings import in_force
from app.web.language import _


def balance(actor: Actor) -> str | None:
    """Said to who is in a match of a scheme where the team may see it; one query."""
    mine = select(Match.scheme_id).where(taken_part_by(actor))
    for scheme in db.session.scalars(select(Scheme).where(Scheme.id.in_(mine))):
        if in_force(scheme, "team_sees_balance"):
            return _(
                "The team may see who talked most in your match. They see it only from what you both can read."
            )
    return None
