"""Writing down what was seen, and taking it back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app import clock, ids
from app.db import db
from app.people.actor import Actor
from app.requirements.forms import SeenForm
from app.requirements.models import Requirement
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.web.language import _, today
from app.web.verbs import Refused


def holds_until(scheme: Scheme, kind: str, seen_on: date) -> date | None:
    """Until when something that was seen holds, by the scheme's clocks; None where it always does."""
    clocks = settings_of(scheme)
    if kind == "vog":
        year = seen_on.year + clocks.vog_years
        leap = (seen_on.month, seen_on.day) == (2, 29)
        return seen_on.replace(year=year, day=28) if leap else seen_on.replace(year=year)
    return seen_on + timedelta(days=clocks.training_days) if kind == "training" else None


def record(actor: Actor, place: Any, values: SeenForm, op_id: UUID) -> Requirement:
    """Write down that one saw something of a person in a scheme."""
    scheme = db.session.get_one(Scheme, place.scheme_id)
    expires_on = holds_until(scheme, values.what, values.seen_on)
    if expires_on is not None and expires_on <= today():
        raise Refused(_("That is too long ago: it does not hold any more."), "seen_on")
    made = Requirement(
        id=op_id if db.session.get(Requirement, op_id) is None else ids.new_id(),
        scheme_id=scheme.id,
        person_id=place.id,
        kind=values.what,
        seen_on=values.seen_on,
        expires_on=expires_on,
        checked_by=actor.id,
        made_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def take_back(actor: Actor, requirement: Requirement, _values: Any, _op_id: UUID) -> Requirement:
    """Say that it was written down by mistake; that it once stood there stays."""
    if requirement.taken_back_at is None:
        requirement.taken_back_at, requirement.taken_back_by = clock.now(), actor.id
        db.session.flush()
    return requirement
