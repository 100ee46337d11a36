"""Asking to talk, taking that back, and answering."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.matches.queries import matches_of
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.talks.content import sealed
from app.talks.forms import AnswerForm, AskForm
from app.talks.models import TalkRequest


def ask(actor: Actor, scheme: Scheme, values: AskForm, op_id: UUID) -> TalkRequest:
    """Say that one wants to talk; it stands on top of the desk at once. An open request is not asked twice."""
    known = db.session.scalars(
        select(TalkRequest).where(
            TalkRequest.person_id == actor.id,
            TalkRequest.scheme_id == scheme.id,
            TalkRequest.answered_at.is_(None),
            TalkRequest.withdrawn_at.is_(None),
        )
    ).first()
    request = known or TalkRequest(
        id=op_id if db.session.get(TalkRequest, op_id) is None else ids.new_id(),
        scheme_id=scheme.id,
        person_id=actor.id,
        match_id=_match_in(actor, scheme),
        phone_at=ids.made_at(op_id) if op_id.version == 7 else None,
        asked_at=clock.now(),
        answer_by=clock.now() + timedelta(hours=settings_of(scheme).talk_hours),
    )
    request.way, request.pause = values.way, values.pause or bool(known and known.pause)
    if values.said:
        request.sealed = sealed(request, "sealed", actor.id, values.said)
    db.session.add(request)
    db.session.flush()
    about: dict[str, Any] = {"scheme_id": scheme.id, "match_id": request.match_id, "person_id": actor.id}
    raise_flag("talk", request.id, **about)
    if request.pause:  # stays when the talk is answered, until somebody of the team has settled it
        raise_flag("mentor_flagged", request.id, **about)
    return request


def _match_in(actor: Actor, scheme: Scheme) -> UUID | None:
    """The running match of who asks, when they have one here."""
    running = [match for match in matches_of(actor) if match.scheme_id == scheme.id]
    return running[0].id if running else None


def withdraw(_actor: Actor, request: TalkRequest, _values, _op_id: UUID) -> TalkRequest:
    """Take it back; nobody asks why."""
    if not request.over:
        request.withdrawn_at = clock.now()
        for kind in ("talk", "mentor_flagged"):
            lower_flag(kind, request.id)
    return request


def answer(actor: Actor, request: TalkRequest, values: AnswerForm, _op_id: UUID) -> TalkRequest:
    """Answer who wants to talk; they read it on Today."""
    request.answered_at, request.answered_by, request.read_at = clock.now(), actor.id, None
    request.answer = sealed(request, "answer", actor.id, values.said)
    lower_flag("talk", request.id, actor.id)
    db.session.flush()
    return request


def saw(actor_id: UUID, request_id: UUID) -> None:
    """Remember who of the team opened it first; who asked sees that."""
    request = db.session.get_one(TalkRequest, request_id)
    if request.seen_at is None:
        request.seen_at, request.seen_by = clock.now(), actor_id


def mark_read(request_id: UUID) -> None:
    """Remember that the answer was read."""
    db.session.get_one(TalkRequest, request_id).read_at = clock.now()
