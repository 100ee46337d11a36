"""What people do in the journal: write, change, share; and the trail that reading by staff leaves."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, select

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.goals.actions import work_on
from app.journal.content import Content, content_of, open_content, seal_content
from app.journal.forms import ChangeForm, DiaryForm, ShareForm, WriteForm
from app.journal.merge import merged
from app.journal.models import Entry, EntryRevision, Reading
from app.matches.models import Match
from app.people.actor import Actor
from app.people.trails import leave_on_trail
from app.prepared import Prepared
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.sealing.vault import key_of
from app.sessions.actions import hold
from app.web.language import _, today
from app.web.verbs import Refused

_TAKEN = Prepared(select(Entry.id).where(Entry.id == bindparam("wanted")))


def write(actor: Actor, match: Match, values: WriteForm, op_id: UUID) -> Entry:
    """Write one's own view of a session; the session comes to stand on record as held."""
    session = hold(actor, match, values.session, values, op_id)
    if _already_wrote(actor, session.id):
        raise Refused(_("You already wrote about this session. Open what you wrote to add to it."))
    work_on(actor, session, values.goals)
    scheme = db.session.get_one(Scheme, match.scheme_id)
    waits = timedelta(hours=settings_of(scheme).reveal_hours)
    entry = Entry(
        id=_free(op_id),
        author_id=actor.id,
        scheme_id=match.scheme_id,
        match_id=match.id,
        session_id=session.id,
        on=session.on,
        audience=values.audience,
        please_read=values.please_read,
        phone_at=ids.made_at(op_id),
        written_at=clock.now(),
        changed_at=clock.now(),
        opens_at=clock.now() + waits,
    )
    return _store(entry, values.content())


def write_diary(actor: Actor, _who: Actor, values: DiaryForm, op_id: UUID) -> Entry:
    """Write about a day, for oneself."""
    if values.on > today() + timedelta(days=1):
        raise Refused(_("This day has not come yet."), "on")
    entry = Entry(
        id=_free(op_id),
        author_id=actor.id,
        on=values.on,
        audience="me",
        phone_at=ids.made_at(op_id),
        written_at=clock.now(),
        changed_at=clock.now(),
        opens_at=clock.now(),
    )
    return _store(entry, values.content())


def change(_actor: Actor, entry: Entry, values: ChangeForm, op_id: UUID) -> Entry:
    """Change an entry; a change that crossed another one is merged, and no word of either is lost."""
    mine, now_there, came = values.content(), content_of(entry), ""
    if values.rev != entry.rev:
        mine, both = merged(content_at(entry, values.rev), now_there, mine)
        came = "kept-both" if both else "merged"
    if mine == now_there:
        return entry
    _keep_revision(entry, came or "edit", op_id)
    entry.came = came
    entry.sealed = seal_content(entry, mine)
    entry.rev += 1
    entry.changed_at = clock.now()
    db.session.flush()
    return entry


def share(_actor: Actor, entry: Entry, values: ShareForm, op_id: UUID) -> Entry:
    """Choose again who can read an entry; it is sealed anew for them."""
    if entry.match_id is None and (values.audience != "me" or values.please_read):
        raise Refused(_("A diary entry is for you alone."), "audience")
    if (values.audience, values.please_read) == (entry.audience, entry.please_read):
        return entry
    content = content_of(entry)
    _keep_revision(entry, "sharing", op_id)
    entry.audience, entry.please_read = values.audience, values.please_read
    entry.sealed = seal_content(entry, content)
    entry.rev += 1
    entry.changed_at = clock.now()
    db.session.flush()
    _tell_team(entry)
    return entry


def leave_trail(reader_id: UUID, entry_ids: list[UUID]) -> None:
    """Put on the entries' reading trail that this person of the team opened them today (once a day)."""
    leave_on_trail(Reading.entry_id, reader_id, entry_ids)


def _store(entry: Entry, content: Content) -> Entry:
    entry.sealed = seal_content(entry, content)
    db.session.add(entry)
    db.session.flush()
    _tell_team(entry, new=True)
    return entry


def _tell_team(entry: Entry, new: bool = False) -> None:
    """Put an entry on the desk as far as its author wants that, and take it off where they no longer do."""
    shared = entry.audience == "team" and not entry.please_read
    for kind, wanted in (("please_read", entry.please_read), ("shared", shared)):
        if wanted and entry.scheme_id:
            raise_flag(
                kind,
                entry.id,
                scheme_id=entry.scheme_id,
                match_id=entry.match_id,
                person_id=entry.author_id,
            )
        elif not new:
            lower_flag(kind, entry.id)


def _keep_revision(entry: Entry, why: str, op_id: UUID) -> None:
    db.session.add(
        EntryRevision(
            entry_id=entry.id,
            rev=entry.rev,
            audience=entry.audience,
            please_read=entry.please_read,
            sealed=entry.sealed,
            why=why,
            op_id=op_id,
            at=clock.now(),
        )
    )


def content_at(entry: Entry, rev: int) -> Content:
    """The words as they were in an earlier revision; nothing when there is no such revision."""
    kept = db.session.get(EntryRevision, (entry.id, rev))
    if kept is None:
        return Content()
    key = key_of(entry.author_id, "journal")
    return open_content(key, _Earlier(entry, kept))


class _Earlier:
    """An earlier revision, looking like its entry."""

    def __init__(self, entry: Entry, kept: EntryRevision) -> None:
        self.id, self.author_id = entry.id, entry.author_id
        self.scheme_id, self.match_id = entry.scheme_id, entry.match_id
        self.audience, self.please_read, self.sealed = kept.audience, kept.please_read, kept.sealed


def _already_wrote(actor: Actor, session_id: UUID) -> bool:
    query = db.select(Entry.id).where(Entry.session_id == session_id, Entry.author_id == actor.id)
    return db.session.scalar(query) is not None


def _free(wanted: UUID) -> UUID:
    """The id made on the phone, unless somebody has it already."""
    return ids.new_id() if _TAKEN.rows(wanted=wanted) else wanted
