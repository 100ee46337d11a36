"""Writing down a check-in."""

from uuid import UUID

from app import clock, ids
from app.checkins.content import seal_content
from app.checkins.forms import CheckInForm
from app.checkins.models import BLOCKS, CheckIn
from app.db import db
from app.matches.models import Match
from app.matches.queries import people_in
from app.people.actor import Actor
from app.web.language import _
from app.web.verbs import Refused

GUARDIAN = "guardian"


def note(actor: Actor, match: Match, values: CheckInForm, op_id: UUID) -> CheckIn:
    """Write down that one spoke with somebody of a match, or tried to, and how it is."""
    person_id = None if values.person == "guardian" else values.person
    if person_id and person_id not in {person.id for person in people_in(match.id)}:
        raise Refused(_("Choose with whom you spoke."), "person")
    made = CheckIn(
        id=op_id if db.session.get(CheckIn, op_id) is None else ids.new_id(),
        match_id=match.id,
        person_id=person_id,
        by_id=actor.id,
        on=values.on,
        way=values.way,
        made_at=clock.now(),
    )
    signs = {block: getattr(values, block) for block in BLOCKS if getattr(values, block)}
    made.sealed = seal_content(made, {"signs": signs, "said": values.said})
    db.session.add(made)
    db.session.flush()
    return made
