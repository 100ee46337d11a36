"""What the team does at the desk: mark as seen, answer."""

from uuid import UUID

from sqlalchemy import select, update

from app import clock
from app.db import db
from app.journal.models import Entry
from app.journal.policy import read_as_team_by
from app.people.actor import Actor
from app.review.forms import AnswerForm
from app.review.models import Answer, Seen
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of
from app.sessions.models import Session
from app.web.language import _
from app.web.verbs import Refused

PURPOSE = "journal"


def see(actor: Actor, entry: Entry, _values, _op_id: UUID) -> Seen:
    """Mark an entry as seen; its author is told who and when."""
    known = db.session.scalar(select(Seen).where(Seen.entry_id == entry.id, Seen.by_id == actor.id))
    if known is not None:
        return known
    seen = Seen(entry_id=entry.id, by_id=actor.id, at=clock.now())
    db.session.add(seen)
    db.session.flush()
    return seen


def answer(actor: Actor, session: Session, values: AnswerForm, op_id: UUID) -> Session:
    """Write back about a session, to each of the chosen authors; what was answered counts as seen."""
    entries = db.session.scalars(
        select(Entry).where(Entry.session_id == session.id, Entry.id.in_(values.to), read_as_team_by(actor))
    ).all()
    if not entries:
        raise Refused(_("Choose whom you answer."), "to")
    for entry in entries:
        written = Answer(entry_id=entry.id, by_id=actor.id, sealed=b"", at=clock.now())
        db.session.add(written)
        db.session.flush()
        key = key_of(actor.id, PURPOSE)
        written.sealed = seal_fields(key, {"said": values.said}, bound(written.id, actor.id, entry.id))
        see(actor, entry, None, op_id)
    db.session.flush()
    return session


def bound(answer_id: UUID, by_id: UUID, entry_id: UUID) -> str:
    """What a sealed answer is bound to."""
    return f"answer|sealed|{answer_id}|{by_id}|{entry_id}"


def open_answer(key: bytes, row) -> str:
    """The words of an answer, with its writer's key."""
    return unseal_fields(key, row.sealed, bound(row.id, row.by_id, row.entry_id))["said"]


def mark_read(answer_ids: list[UUID]) -> None:
    """Remember that the author of the entry read these answers."""
    db.session.execute(
        update(Answer).where(Answer.id.in_(answer_ids), Answer.read_at.is_(None)).values(read_at=clock.now())
    )
