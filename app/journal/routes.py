"""Pages of the journal: what was written, writing, one entry, and one session with both views."""

from datetime import date
from uuid import UUID

from flask import Blueprint, request

from app.accounts.locking import unlocked
from app.db import db
from app.goals.queries import open_in
from app.ids import new_id, read_id
from app.journal import actions, entries, policy, queries
from app.journal.cards import leave_trail_of
from app.journal.content import content_of
from app.journal.forms import ChangeForm, DiaryForm, ShareForm, WriteForm
from app.journal.models import Entry
from app.journal.readers import readers
from app.matches import policy as matches
from app.matches.models import Match
from app.matches.queries import Other, matches_of, people_in
from app.matches.readers import named
from app.people.actor import Actor
from app.schemes.models import Scheme
from app.schemes.settings import settings_of
from app.sessions.forms import MissedForm
from app.sessions.models import Session
from app.sessions.routes import find_match
from app.surfaces import below_entry, cards
from app.together import read
from app.web.access import anyone, me, needs
from app.web.answers import wants_fragment
from app.web.forms import Filled, blank
from app.web.fragments import fragment_or, moved
from app.web.language import today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("journal", __name__)


def find_entry(entry_id: UUID) -> Entry | None:
    """The entry with this id."""
    return db.session.get(Entry, entry_id)


WRITE = verb(
    "journal.write", form=WriteForm, find=find_match, may=matches.can_meet, act=actions.write, waits=True
)
DIARY = verb(
    "journal.write_diary",
    form=DiaryForm,
    find=me,
    may=policy.is_self,
    act=actions.write_diary,
    waits=True,
)
CHANGE = verb(
    "journal.change", form=ChangeForm, find=find_entry, may=policy.can_change, act=actions.change, waits=True
)
SHARE = verb("journal.share", form=ShareForm, find=find_entry, may=policy.can_change, act=actions.share)


@bp.get("/journal")
@needs(anyone)
def journal():
    """My sessions and days, the latest first."""
    actor = me()
    before = _day(request.args.get("before"))
    mine = matches_of(actor, closed=True)  # what was written stays in it when a match is over
    return page(
        "journal/journal.html",
        matches={match.id: match for match in mine},
        days=queries.by_day(actor, [match.id for match in mine], before),
        first=before is None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@bp.get("/write")
@needs(anyone)
def start():
    """Where the big plus leads: write about a session, or about a day."""
    mine = [match for match in matches_of(me()) if match.state in matches.RUNNING]
    if len(mine) == 1:
        return moved(to("journal.write_page", mine[0].id))
    if not mine:
        return moved(to("journal.diary_page"))
    return page("journal/start.html", matches=mine)


@bp.get("/matches/<uuid:match_id>/write")
@needs(matches.can_meet, find_match)
def write_page(match: Match):
    """The one screen on which a session is written down, with what is likely already filled in."""
    session = db.session.get(Session, read_id(request.args.get("session")) or new_id())
    if session is not None and session.match_id != match.id:
        session = None
    scheme = db.session.get_one(Scheme, match.scheme_id)
    form = blank(
        WriteForm,
        on=min(session.on, today()) if session else today(),
        minutes=(session.minutes if session else None) or match.session_minutes,
        way=(session.way if session else None) or "in-person",
        audience=settings_of(scheme).session_audience,
        session=session.id if session else new_id(),
        talk=0,
    )
    return _write(match, form, session)


def _write(match: Match, form: Filled[WriteForm], session: Session | None, status: int = 200):
    who = _in(match.id)
    return page(
        "journal/write.html",
        status,
        match=match,
        session=session,
        form=form,
        **_beside_me(who),
        everybody={str(person.id): person.called for person in who} if match.kind == "group" else {},
        readers=readers(me(), match),
        goals=_goals(match),
        before=read(entries.carried_over(me(), [match.id])),
        missed=blank(MissedForm) if session and session.state == "planned" else None,
    )


def _in(match_id: UUID | None) -> list[Other]:
    """Who takes part in a match; nobody in a day of one's own."""
    return [one for one in people_in(match_id) if one.state == "in"] if match_id else []


def _beside_me(who: list[Other]) -> dict:
    """Who else is in a match, and on which side of it I am."""
    return {
        "others": [person for person in who if person.id != me().id],
        "my_side": next((one.side for one in who if one.id == me().id), ""),
    }


def _goals(match: Match) -> dict[str, str]:
    """The open goals of a match that I can say were worked on."""
    found = open_in(me(), match.id)
    return {str(goal.id): goal.what for goal in found}


@bp.post("/matches/<uuid:match_id>/entries")
@carries(WRITE)
def write(match: Match):
    """Write about a session."""
    done = perform(WRITE, match)
    if done.refused:
        session = db.session.get(Session, read_id(done.form.value("session")) or new_id())
        return _write(match, done.form, session if session and session.match_id == match.id else None, 422)
    return moved(to("journal.entry", done.thing_id))


@bp.get("/diary/new")
@needs(anyone)
def diary_page():
    """The form to write about a day."""
    return page("journal/diary.html", form=blank(DiaryForm, on=today()))


@bp.post("/diary")
@carries(DIARY)
def write_diary(who: Actor):
    """Write about a day, for oneself."""
    done = perform(DIARY, who)
    if done.refused:
        return page("journal/diary.html", 422, form=done.form)
    return moved(to("journal.entry", done.thing_id))


@bp.get("/entries/<uuid:entry_id>")
@needs(policy.can_read, find_entry)
@unlocked(policy.is_shut)
def entry(entry: Entry):
    """One entry: the words, who can read them, who of the staff did, and what they answered."""
    return _entry(entry)


def _entry(entry: Entry, form: Filled[ShareForm] | None = None):
    view, others = entries.with_others(me(), entry)
    leave_trail_of(me(), view)
    match = db.session.get(Match, entry.match_id) if entry.match_id else None
    return page(
        "journal/entry.html",
        422 if form else 200,
        entry=view,
        match=match,
        both=policy.can_change(me(), entry) and queries.kept_both(entry),
        beside=[other.author for other in others if other.content],
        **_reading(entry, match, form),
        cards=cards(below_entry, me(), view),
    )


def _reading(entry: Entry, match: Match | None, form: Filled[ShareForm] | None = None) -> dict:
    """Who can read an entry and who of the staff did; for its author also the way to change that."""
    if not policy.can_change(me(), entry):
        return {"can_change": False, "trail": [], "read_by": [], "form": None, "readers": None}
    return {
        "can_change": True,
        "trail": queries.trail(entry.id),
        "read_by": named(me().id, match, entry.audience, entry.please_read),
        "form": form or blank(ShareForm, audience=entry.audience, please_read=entry.please_read or None),
        "readers": readers(me(), match) if match else None,
    }


@bp.get("/entries/<uuid:entry_id>/change")
@needs(policy.can_change, find_entry)
@unlocked(policy.is_shut)
def change_page(entry: Entry):
    """The form to change what was written."""
    return _change(entry, blank(ChangeForm, rev=entry.rev, **content_of(entry)))


def _change(entry: Entry, form: Filled[ChangeForm], status: int = 200):
    return page("journal/change.html", status, entry=entry, form=form, **_beside_me(_in(entry.match_id)))


@bp.post("/entries/<uuid:entry_id>/revisions")
@carries(CHANGE)
def change(entry: Entry):
    """Change what was written."""
    done = perform(CHANGE, entry)
    if done.refused:
        return _change(entry, done.form, 422)
    return moved(to("journal.entry", entry.id))


@bp.post("/entries/<uuid:entry_id>/sharing")
@carries(SHARE)
@unlocked(policy.is_shut)
def share(entry: Entry):
    """Choose again who can read an entry."""
    done = perform(SHARE, entry)
    refused = done.form if done.refused else None
    if refused and not wants_fragment():
        return _entry(entry, refused)

    def fragment():
        match = db.session.get(Match, entry.match_id) if entry.match_id else None
        found, status = _reading(entry, match, refused), 422 if refused else 200
        view = entries.one_entry(me(), entry)
        return page("journal/_reading.html", status, entry=view, match=match, **found)

    return fragment_or(to("journal.entry", entry.id), fragment)
