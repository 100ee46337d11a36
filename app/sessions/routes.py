"""Pages of sessions: the list of a match, planning the next one, and one tap for one that did not happen."""

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, request

from app.db import db
from app.ids import read_id
from app.matches import policy as matches
from app.matches.doing import to_know_in
from app.matches.models import Match
from app.matches.queries import look_at, people_in
from app.sessions import actions, policy, queries
from app.sessions.forms import AheadForm, AttendForm, MissedForm, PlanForm
from app.sessions.models import Session
from app.sessions.words import MISSED, WAYS
from app.surfaces import before_session, below_session, cards
from app.together import gather, read
from app.web.access import me, needs
from app.web.forms import Filled, Form, blank
from app.web.fragments import fragment_or, moved
from app.web.language import local, today
from app.web.pages import page
from app.web.paths import to
from app.web.verbs import carries, perform, verb

bp = Blueprint("sessions", __name__)


def find_match(match_id) -> Match | None:
    """The match with this id."""
    return db.session.get(Match, match_id)


PLAN = verb(
    "sessions.plan", form=PlanForm, find=find_match, may=matches.can_meet, act=actions.plan, waits=True
)
PLAN_AHEAD = verb(
    "sessions.plan_ahead",
    form=AheadForm,
    find=find_match,
    may=matches.can_meet,
    act=actions.plan_ahead,
    waits=True,
)
ATTEND = verb(
    "sessions.attend",
    form=AttendForm,
    find=queries.find_session,
    may=policy.can_change,
    act=actions.attend,
    waits=True,
)
MOVE = verb(
    "sessions.move",
    form=PlanForm,
    find=queries.find_session,
    may=policy.can_change,
    act=actions.change_plan,
    waits=True,
)
MISS = verb(
    "sessions.miss",
    form=MissedForm,
    find=queries.find_session,
    may=policy.can_change,
    act=actions.miss,
    waits=True,
)
UNMISS = verb(
    "sessions.unmiss",
    form=Form,
    find=queries.find_session,
    may=policy.can_change,
    act=actions.unmiss,
    waits=True,
)


def words(_say, _to) -> dict:
    """The words for a session's facts, for every template."""
    return {"ways": WAYS, "why_missed": MISSED}


@bp.get("/matches/<uuid:match_id>/sessions")
@needs(matches.can_see, look_at)
def listing(match: Match):
    """The sessions of a match, a page at a time."""
    before = _key()
    coming, found = read(gather(queries.ahead([match.id]), queries.of_match(match.id, before)))
    ahead = coming[match.id]
    return page(
        "sessions/listing.html",
        match=match,
        planned=() if before else ahead.planned,
        called_off=() if before else [one for one in ahead.called_off if one.ahead],
        sessions=[one for one in found if not (one.state == "missed" and one.ahead)],
        more=found[-1] if len(found) == queries.PAGE else None,
        mine=matches.can_meet(me(), match),
    )


def _key() -> tuple[date, UUID] | None:
    """The key of the last session on the page before, from the address."""
    day, _, session_id = request.args.get("before", "").partition(".")
    identifier = read_id(session_id)
    try:
        return (date.fromisoformat(day), identifier) if identifier else None
    except ValueError:
        return None


@bp.get("/sessions/<uuid:session_id>")
@needs(policy.can_see, queries.find_session)
def session(session: Session):
    """One session: when, how long and how, and below it what features have to show about it."""
    return page("sessions/session.html", **_standing(session))


def _standing(session: Session) -> dict:
    """All that its page shows of a session, as it stands now."""
    may_change = policy.can_change(me(), session)
    planned = session.state == "planned"
    return {
        "session": queries.meeting(session),
        "cards": cards(below_session, me(), session),
        "to_know": read(to_know_in(me(), [session.match_id]))[session.match_id] if planned else [],
        "may_change": may_change,
        "before": cards(before_session, me(), session) if planned else [],
        "form": blank(Form),
        **_attendance(session, may_change),
    }


def _attendance(session: Session, may_change: bool) -> dict:
    """Of a session of a group: who was there, and the form to say so."""
    match = db.session.get_one(Match, session.match_id)
    if match.kind != "group" or session.state != "held":
        return {"present": None, "attend": None, "everybody": {}}
    there = queries.present_at(session.id)
    return {
        "present": [called for _, called in there],
        "attend": blank(AttendForm, present=[person_id for person_id, _ in there]) if may_change else None,
        "everybody": {str(one.id): one.called for one in people_in(match.id) if one.state == "in"},
    }


@bp.post("/sessions/<uuid:session_id>/attendance")
@carries(ATTEND)
def attend(session: Session):
    """Say who was there."""
    perform(ATTEND, session)
    return moved(to("sessions.session", session.id))


@bp.get("/matches/<uuid:match_id>/sessions/ahead")
@needs(matches.can_meet, find_match)
def ahead_page(match: Match):
    """The next days in the rhythm, to choose from."""
    next_ones = queries.suggested(match)
    form = blank(AheadForm, days=next_ones.days, at=next_ones.at, way=next_ones.way, place=next_ones.place)
    return _ahead(match, form)


def _ahead(match: Match, form: Filled[AheadForm], status: int = 200):
    days = {day.isoformat(): day for day in queries.suggested(match).days}
    return page("sessions/ahead.html", status, match=match, form=form, days=days)


@bp.post("/matches/<uuid:match_id>/sessions/ahead")
@carries(PLAN_AHEAD)
def plan_ahead(match: Match):
    """Plan the next sessions at once."""
    done = perform(PLAN_AHEAD, match)
    return _ahead(match, done.form, 422) if done.refused else moved(to("sessions.listing", match.id))


@bp.get("/matches/<uuid:match_id>/sessions/new")
@needs(matches.can_meet, find_match)
def plan_page(match: Match):
    """The form to plan the next session, a rhythm after today."""
    form = blank(PlanForm, on=today() + timedelta(days=match.rhythm_days), at="15:30", way="in-person")
    return page("sessions/plan.html", match=match, session=None, form=form)


@bp.post("/matches/<uuid:match_id>/sessions")
@carries(PLAN)
def plan(match: Match):
    """Plan the next session."""
    done = perform(PLAN, match)
    if done.refused:
        return page("sessions/plan.html", 422, match=match, session=None, form=done.form)
    return moved(to("sessions.listing", match.id))


@bp.get("/sessions/<uuid:session_id>/plan")
@needs(policy.can_change, queries.find_session)
def move_page(session: Session):
    """The form to move a planned session."""
    starts = local(session.starts_at) if session.starts_at else None
    form = blank(
        PlanForm,
        on=session.on,
        at=f"{starts:%H:%M}" if starts else "15:30",
        way=session.way,
        place=session.place,
    )
    return _moving(session, form)


def _moving(session: Session, form: Filled[PlanForm], status: int = 200):
    match, ahead = db.session.get_one(Match, session.match_id), queries.meeting(session).ahead
    return page(
        "sessions/plan.html",
        status,
        match=match,
        session=session,
        form=form,
        ahead=ahead,
        off=blank(MissedForm),
    )


@bp.post("/sessions/<uuid:session_id>/plan")
@carries(MOVE)
def move(session: Session):
    """Move a planned session."""
    done = perform(MOVE, session)
    if done.refused:
        return _moving(session, done.form, 422)
    return moved(to("sessions.listing", session.match_id))


@bp.post("/sessions/<uuid:session_id>/missed")
@carries(MISS)
def miss(session: Session):
    """One tap: this session did not happen."""
    perform(MISS, session)
    return _answered(session)


@bp.post("/sessions/<uuid:session_id>/missed/undo")
@carries(UNMISS)
def unmiss(session: Session):
    """Take back that it did not happen."""
    perform(UNMISS, session)
    return _answered(session)


def _answered(session: Session):
    return fragment_or(
        to("sessions.session", session.id),
        lambda: page("sessions/_standing.html", alone=True, **_standing(session)),
    )
