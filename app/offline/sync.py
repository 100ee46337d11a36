"""What waited on a phone arrives: each operation goes the one road, in a transaction of its own, with one verdict."""

import json
import logging
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.exc import IntegrityError, OperationalError

from app import clock
from app.db import db
from app.offline.keys import open_letter
from app.offline.models import Phone
from app.sealing.seal import Unreadable
from app.web.language import _
from app.web.logs import turned_away
from app.web.verbs import Outcome, Verb, perform, verbs

log = logging.getLogger("naast")
MOST = 20


class Letter(BaseModel):
    """A sealed body: for which key, and the HPKE message."""

    kid: str = Field(max_length=16)
    msg: str = Field(max_length=400_000)


class Op(BaseModel):
    """One operation that waited: its id (made on the phone), its verb, what it is about, and the sealed fields."""

    model_config = ConfigDict(extra="ignore")
    id: UUID
    seq: int = Field(ge=0)
    verb: str = Field(max_length=60)
    schema_: int = Field(1, ge=1, le=1000, alias="schema")  # the shape of the form on which it was written
    thing: UUID | None = None
    sealed: Letter


class Batch(BaseModel):
    """What one phone sends at once."""

    model_config = ConfigDict(extra="ignore")
    v: Literal[1]
    user: UUID
    client: UUID
    nonce: UUID
    app: str = Field("", max_length=40)
    waiting: int = Field(0, ge=0, le=1_000_000)
    unanswered: int = Field(0, ge=0)
    ops: list[Op] = Field(max_length=MOST)


class BadBatch(ValueError):
    """What came in is not a batch; nothing was done."""


def read_batch(raw: bytes) -> Batch:
    """The batch in a request's body; BadBatch when it is something else."""
    try:
        return Batch.model_validate_json(raw)
    except (ValidationError, RecursionError, ValueError):
        raise BadBatch from None


def info(user: UUID, op: Op) -> str:
    """What a letter is bound to: it opens for this person, operation, verb and thing only."""
    return f"naast/outbox/v1|{user}|{op.id}|{op.verb}|{op.thing or ''}"


def take_in(actor, batch: Batch) -> list[dict[str, Any]]:
    """Do every operation, in the order in which the phone made them; exactly one verdict each."""
    verdicts = {op.id: _verdict(actor, op) for op in sorted(batch.ops, key=lambda op: op.seq)}
    return [{"id": str(op.id), **verdicts[op.id]} for op in batch.ops]


def _verdict(actor, op: Op) -> dict[str, Any]:
    try:
        verdict = _do(actor, op)
        db.session.commit()
        return verdict
    except (OperationalError, IntegrityError) as error:
        db.session.rollback()
        log.error("sync: %s in %s", type(error.orig).__name__, op.verb)
        return {"s": "retry"}
    except Exception as error:  # one bad item never holds up the others
        db.session.rollback()
        log.error("sync: %s in %s", type(error).__name__, op.verb)
        return {"s": "failed", "why": {"": _("Something went wrong on our side. Try it once more later.")}}


def _do(actor, op: Op) -> dict[str, Any]:
    done = verbs.get(op.verb)
    if done is None or not done.waits:
        return {
            "s": "rejected",
            "why": {"": _("This can no longer be sent this way. Copy your words and write them again.")},
        }
    try:
        typed = json.loads(open_letter(op.sealed.kid, op.sealed.msg, info(actor.id, op)))
    except (Unreadable, ValueError, RecursionError):
        return {
            "s": "rejected",
            "why": {"": _("This could not be opened. Copy your words and write them again.")},
        }
    thing = done.find(op.thing) if op.thing else _without(done)
    if thing is None or not done.may(actor, thing):
        db.session.rollback()
        turned_away("policy")
        return {
            "s": "rejected",
            "why": {"": _("You can no longer do this here. Your words are still on your phone.")},
        }
    fields = done.brought_up(typed, op.schema_) if isinstance(typed, dict) else {}
    return _told(perform(done, thing, {**fields, "op": str(op.id)}, actor))


def _without(done: Verb) -> Any:
    """The thing of a verb that is about nothing in particular (a diary's writer); None where it needs one."""
    try:
        return done.find()
    except TypeError:
        return None


def _told(outcome: Outcome) -> dict[str, Any]:
    if outcome.refused:
        db.session.rollback()
        return {"s": "rejected", "why": outcome.form.problems}
    told = {"s": "duplicate" if outcome.again else outcome.came or "applied", "entity": str(outcome.thing_id)}
    return {**told, "rev": outcome.rev} if outcome.rev is not None else told


def heard_of(actor, batch: Batch) -> None:
    """Remember when this phone last sent something, and how much still waits on it. Commits by itself.

    Two tabs may be the first to tell of one phone at the same moment; that one of them fails loses nothing.
    """
    if batch.unanswered:
        log.error("sync: %s operations of a phone had no verdict", batch.unanswered)
    try:
        phone = db.session.get(Phone, (batch.client, actor.id))
        if phone is None:
            phone = Phone(id=batch.client, person_id=actor.id, version=batch.app, made_at=clock.now())
            db.session.add(phone)
        phone.seen_at, phone.version, phone.waiting = clock.now(), batch.app, batch.waiting
        db.session.commit()
    except (OperationalError, IntegrityError):
        db.session.rollback()
