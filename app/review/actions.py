"""What the team does at the desk: mark as seen, answer, take a line or hand it over, follow up."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag
from app.journal.models import Entry
from app.journal.policy import read_as_team_by, reads_as_team
from app.matches.models import Match
from app.people.actor import Actor
from app.review.forms import AnswerForm, ClosingForm, FollowUpForm, TakeForm
from app.review.models import Answer, FollowUp, Look, Mark, Seen
from app.review.queue import Line, one_line
from app.review.staff import colleagues
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
    for kind in ("please_read", "shared"):
        lower_flag(kind, entry.id, actor.id)
    return seen


def see_all(actor: Actor, session: Session, _values, op_id: UUID) -> Session:
    """Mark all that was shared with the team about a session as seen."""
    for entry in db.session.scalars(
        select(Entry).where(Entry.session_id == session.id, read_as_team_by(actor))
    ):
        see(actor, entry, None, op_id)
    return session


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


def look_at(actor_id: UUID, opened: list[Line]) -> None:
    """Remember that one of the staff opened these lines of their desk."""
    for line in opened:
        look = db.session.get(Look, (actor_id, line.kind.name, line.about_id))
        if look is None:
            db.session.add(
                Look(person_id=actor_id, kind=line.kind.name, about_id=line.about_id, since=line.since)
            )
        else:
            look.since = line.since
    db.session.flush()


def take(actor: Actor, who: Actor, values: TakeForm, _op_id: UUID) -> Actor:
    """Take a line of the desk, hand it to a colleague, or let it go again."""
    line = _line(actor, values.reason, values.about)
    if values.whose and values.whose not in colleagues(line.scheme_id):
        raise Refused(_("Choose a colleague of this scheme."), "whose")
    mark = _mark(line)
    mark.taken_by_id = values.whose
    mark.given_by_id = actor.id if values.whose not in (None, actor.id) else None
    mark.taken_at = clock.now() if values.whose else None
    db.session.flush()
    return who


def done(actor: Actor, who: Actor, values: TakeForm, _op_id: UUID) -> Actor:
    """Take something off the desk that needs no more than being known."""
    line = _line(actor, values.reason, values.about)
    if line.kind.only_it_goes:
        raise Refused(_("This goes by itself, when it is no longer so."))
    lower_flag(line.kind.name, line.about_id, actor.id)
    return who


def _line(actor: Actor, kind: str, about_id: UUID) -> Line:
    line = one_line(actor, kind, about_id)
    if line is None:
        raise Refused(_("This is no longer on the desk."))
    return line


def _mark(line: Line) -> Mark:
    """The mark of a line; what was remembered for an earlier time is forgotten."""
    mark = db.session.get(Mark, (line.kind.name, line.about_id))
    if mark is None:
        mark = Mark(kind=line.kind.name, about_id=line.about_id, since=line.since, match_id=line.match_id)
        db.session.add(mark)
    elif mark.since != line.since:
        mark.since, mark.taken_by_id, mark.rests_until = line.since, None, None
    return mark


def follow_up(actor: Actor, match: Match, values: FollowUpForm, op_id: UUID) -> FollowUp:
    """Write down what to do about a match and when; the line that it comes from rests until then."""
    made = FollowUp(
        id=op_id if db.session.get(FollowUp, op_id) is None else ids.new_id(),
        match_id=match.id,
        entry_id=values.entry if _read_here(actor, match, values.entry) else None,
        by_id=actor.id,
        sealed=b"",
        due_on=values.due_on,
        made_at=clock.now(),
    )
    made.sealed = seal_fields(
        key_of(actor.id, PURPOSE), {"said": values.said}, bound_follow_up(made, "sealed")
    )
    db.session.add(made)
    if values.reason and values.about:
        line = one_line(actor, values.reason, values.about)  # gone, where its entry was just answered
        if line and line.match_id == match.id and not line.kind.everyone:
            _mark(line).rests_until = values.due_on
    db.session.flush()
    return made


def _read_here(actor: Actor, match: Match, entry_id: UUID | None) -> bool:
    entry = db.session.get(Entry, entry_id) if entry_id else None
    return entry is not None and entry.match_id == match.id and reads_as_team(actor, entry)


def close(actor: Actor, made: FollowUp, values: ClosingForm, _op_id: UUID) -> FollowUp:
    """Say that a follow-up is done, and how it went."""
    if made.closed_at is None:
        made.closed_at, made.closed_by = clock.now(), actor.id
        if values.said:
            key = key_of(actor.id, PURPOSE)
            made.closing = seal_fields(key, {"said": values.said}, bound_follow_up(made, "closing"))
        db.session.flush()
    return made


def bound_follow_up(made: Any, column: str) -> str:
    """What the words of a follow-up are bound to."""
    by_id = made.by_id if column == "sealed" else made.closed_by
    return f"follow_up|{column}|{made.id}|{by_id}|{made.match_id}"
