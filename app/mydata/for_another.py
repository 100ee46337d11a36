"""Letting everything of somebody go who does not ask it themself: two of the staff, then the same week and the same road."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.accounts.events import happened
from app.accounts.two import waiting
from app.db import db
from app.mydata.erasing import IN_A_MATCH, STAFF_NOW, begin, hindrance, waiting_for
from app.mydata.forms import ForAnotherForm
from app.mydata.models import Erasure, ErasureRequest
from app.people.actor import Actor
from app.people.models import Person
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of
from app.web.language import _, mark
from app.web.verbs import Refused

PURPOSE = "journal"
# Why it cannot be now, as one of the staff reads it.
TOLD_TO_STAFF = {
    IN_A_MATCH: mark("They are in a match. Close it with them first."),
    STAFF_NOW: mark("They work for a scheme. End their role first."),
}


def _bound(asked: Any) -> str:
    return f"erasure_request|sealed|{asked.id}|{asked.person_id}|{asked.asked_by}"


def open_words(key: bytes, asked: Any) -> str:
    """Why, in the words of who asked; sealed with the key of whom it is about, which goes with them."""
    return unseal_fields(key, asked.sealed, _bound(asked))["said"]


def in_the_way(person_id: UUID) -> str | None:
    """Why it cannot be asked now, in the reader's language."""
    why = hindrance(person_id)
    return _(TOLD_TO_STAFF[why]) if why else None


def ask(actor: Actor, person: Person, values: ForAnotherForm, op_id: UUID) -> ErasureRequest:
    """Ask that everything of somebody goes; they see that, wherever they are signed in."""
    if why := in_the_way(person.id):
        raise Refused(why)
    earlier = select(ErasureRequest.id).where(ErasureRequest.person_id == person.id, waiting(ErasureRequest))
    if waiting_for(person.id) or db.session.scalar(earlier):
        raise Refused(_("This was asked already."))
    asked = ErasureRequest(id=op_id, person_id=person.id, why=values.why, asked_by=actor.id)
    asked.sealed = seal_fields(key_of(person.id, PURPOSE), {"said": values.said}, _bound(asked))
    db.session.add(asked)
    db.session.flush()
    happened(person.id, "going-asked-for", by=actor.id)
    return asked


def agree(actor: Actor, asked: ErasureRequest, _values: Any, _op_id: UUID) -> ErasureRequest:
    """Agree, as the second person: the week begins, in which they can still say no."""
    if why := in_the_way(asked.person_id):
        raise Refused(why)
    going = waiting_for(asked.person_id) or begin(asked.person_id)
    asked.agree(actor)
    asked.erasure_id = going.id
    day = going.due_at.date().isoformat()
    happened(asked.person_id, "going-agreed", by=asked.asked_by, also_by=actor.id, detail=day)
    return asked


def stop(actor: Actor, asked: ErasureRequest, _values: Any, _op_id: UUID) -> ErasureRequest:
    """Stop it, also in the week."""
    asked.stop(actor)
    going = db.session.get(Erasure, asked.erasure_id) if asked.erasure_id else None
    if going is not None:
        going.withdrawn_at = clock.now()
    happened(asked.person_id, "going-stopped-for", by=actor.id)
    return asked
