"""Verbs: the one road for every change. Name, form, policy and action, said once and called from everywhere.

A plain form, the same form by htmx and an operation that waited on a phone all end in `perform`; none
of them checks, decides or writes by itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic
from uuid import UUID

from flask import request

from app import audit, clock, ids
from app.db import db
from app.web.access import Rule, ask_to_sign_in, me, nothing_here
from app.web.forms import F, Filled, Form, read
from app.web.language import _
from app.web.receipts import give, receipt_of

verbs: dict[str, "Verb"] = {}
Upcast = Callable[[dict[str, Any]], dict[str, Any]]


class Refused(Exception):
    """Raised by an action that cannot go through after all; says of a field ('' for the whole form) why.

    `also` says of further fields what is wrong with them.
    """

    def __init__(self, why: str, field: str = "", also: Mapping[str, str] | None = None) -> None:
        super().__init__(why)
        self.field, self.why = field, why
        self.problems = {field: why, **(also or {})}


@dataclass(frozen=True)
class Verb(Generic[F]):
    """What a person can do: the form it reads, who may, and the action that does it.

    `find` gives the thing from its id (or from nothing, for a verb that starts something new).
    `act(actor, thing, values, op_id)` gives the changed thing: anything with an `id`, perhaps a `rev`, and where a
    change crossed another one perhaps `came`: "merged", or "kept-both" when both changed the same words.
    `waits` says that it may wait on a phone without network and arrive later. What waits may be of an older form:
    `older` brings the fields of each earlier shape to the next one, the first shape first.
    """

    name: str
    form: type[F]
    find: Callable[..., Any]
    may: Callable[[Any, Any], bool]
    act: Callable[..., Any]
    waits: bool = False
    older: tuple[Upcast, ...] = ()

    @property
    def schema(self) -> int:
        """The number of the form's shape as it is now; forms carry it as `data-schema`."""
        return len(self.older) + 1

    def brought_up(self, fields: dict[str, Any], schema: int) -> dict[str, Any]:
        """Fields of an earlier shape, as the form of today has them."""
        for bring in self.older[schema - 1 :]:
            fields = bring(fields)
        return fields


@dataclass
class Outcome(Generic[F]):
    """What came of a verb: the thing's id, or the form with its words and the reasons."""

    form: Filled[F]
    thing_id: UUID | None = None
    rev: int | None = None
    again: bool = False
    thing: Any = None
    came: str = ""

    @property
    def refused(self) -> bool:
        """True when nothing was changed and the form goes back to its writer."""
        return self.thing_id is None


def verb(
    name: str,
    *,
    form: type[F] = Form,  # type: ignore[assignment]
    find,
    may,
    act,
    waits: bool = False,
    older: tuple[Upcast, ...] = (),
) -> Verb[F]:
    """Declare a verb; its name is `feature.verb` and is there once."""
    if name in verbs:
        raise ValueError(f"the verb {name} is declared twice")
    verbs[name] = Verb(name, form, find, may, act, waits, older)
    return verbs[name]


def carries(done: Verb):
    """Let a route carry a verb: the thing is found, the policy asked; the view receives the thing."""

    def wrap(view):
        @wraps(view)
        def answer(**names):
            actor = me()
            if actor is None:
                return ask_to_sign_in()
            thing = done.find(**names)
            if thing is None or not done.may(actor, thing):
                nothing_here(thing)
            return view(thing)

        answer.rule = Rule(done.may, done.find)  # type: ignore[attr-defined]
        answer.verb = done  # type: ignore[attr-defined]
        return answer

    return wrap


def perform(done: Verb[F], thing: Any, typed: Mapping[str, Any] | None = None, actor=None) -> Outcome[F]:
    """Do the verb for the person at the phone, once.

    The caller has asked the policy (`carries` does). Nothing is committed here: the effect and its
    receipt stand or fall together with the request.
    """
    actor = actor or me()
    filled = read(done.form, request.form if typed is None else typed)
    op_id = UUID(filled.op)
    known = receipt_of(actor.id, op_id)
    if known is not None:
        return _told_before(done, known, filled)
    if not filled.ok:
        return Outcome(filled)
    try:
        changed = done.act(actor, thing, filled.values, op_id)
    except Refused as refused:
        db.session.rollback()
        for name, why in refused.problems.items():
            filled.refuse(name, why)
        return Outcome(filled)
    rev, came = getattr(changed, "rev", None), getattr(changed, "came", "")
    db.session.flush()
    give(
        person_id=actor.id,
        op_id=op_id,
        verb=done.name,
        thing_id=changed.id,
        payload=filled.payload_hash(),
        answer={"rev": rev},
        phone_at=ids.made_at(op_id),
        server_at=clock.now(),
    )
    audit.record(actor.id, done.name, [(changed.id, audit.whose(done.name, changed))])
    return Outcome(filled, changed.id, rev, thing=changed, came=came)


def _told_before(done: Verb[F], known: Any, filled: Filled[F]) -> Outcome[F]:
    if known.payload == filled.payload_hash() and known.verb == done.name:
        return Outcome(filled, known.thing_id, known.answer.get("rev"), again=True)
    filled.op = str(ids.new_id())
    filled.refuse(
        "", _("You sent this form before, with other words. Nothing is lost: send it again to add this too.")
    )
    return Outcome(filled)
