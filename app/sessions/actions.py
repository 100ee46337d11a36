"""What people do with sessions: plan one, hold one, say that one did not happen."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.db import db
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.sessions.forms import AheadForm, AttendForm, Facts, MissedForm, PlanForm
from app.sessions.models import Attendance, Session, SessionEvent
from app.web.language import _, zone
from app.web.verbs import Refused


def plan(actor: Actor, match: Match, values: PlanForm, op_id: UUID) -> Session:
    """Put the next session on the calendar."""
    starts = datetime.combine(values.on, values.at, zone())
    session = Session(
        id=_free(op_id),
        match_id=match.id,
        on=values.on,
        starts_at=starts,
        minutes=match.session_minutes,
        way=values.way,
        place=values.place,
    )
    db.session.add(session)
    _record(session, actor, "plan", op_id, {"at": starts.isoformat(), "place": values.place})
    db.session.flush()
    return session


def plan_ahead(actor: Actor, match: Match, values: AheadForm, op_id: UUID) -> Match:
    """Put the next sessions on the calendar at once; days that have one already keep it."""
    taken = set(
        db.session.scalars(
            select(Session.on).where(Session.match_id == match.id, Session.on.in_(values.days))
        )
    )
    for on in values.days:
        if on not in taken:
            plan_of_day = PlanForm(on=on, at=values.at, way=values.way, place=values.place)
            plan(actor, match, plan_of_day, ids.new_id() if on != values.days[0] else op_id)
    return match


def attend(actor: Actor, session: Session, values: AttendForm, op_id: UUID) -> Session:
    """Say who was there; only people who take part count."""
    there = set(
        db.session.scalars(
            select(Participation.person_id).where(
                Participation.match_id == session.match_id, Participation.state == "in"
            )
        )
    )
    wanted = set(values.present) & there
    kept = db.session.scalars(select(Attendance).where(Attendance.session_id == session.id)).all()
    for row in kept:
        if row.person_id not in wanted:
            db.session.delete(row)
    for person_id in wanted - {row.person_id for row in kept}:
        db.session.add(Attendance(session_id=session.id, person_id=person_id))
    session.rev += 1
    _record(session, actor, "attend", op_id, {"present": sorted(str(one) for one in wanted)})
    db.session.flush()
    return session


def change_plan(actor: Actor, session: Session, values: PlanForm, op_id: UUID) -> Session:
    """Move a planned session to another day, time or place; one that took place has its day already."""
    if session.state == "held":
        raise Refused(_("You met already. Change the day where you write about it."))
    session.on, session.starts_at = values.on, datetime.combine(values.on, values.at, zone())
    session.way, session.place = values.way, values.place
    session.rev += 1
    _record(session, actor, "move", op_id, {"at": session.starts_at.isoformat(), "place": values.place})
    db.session.flush()
    return session


def hold(actor: Actor, match: Match, session_id: UUID | None, facts: Facts, op_id: UUID) -> Session:
    """The session that somebody writes about: the one they name, else the one of that day, else a new one."""
    session = _named(match, session_id) or _that_day(match, facts.on)
    if session is None:
        session = Session(id=_free(session_id or ids.new_id()), match_id=match.id, on=facts.on)
        db.session.add(session)
        db.session.flush()
    said = {"on": facts.on.isoformat(), "minutes": facts.minutes, "way": facts.way}
    if session.state != "held" or any(
        getattr(session, name) != getattr(facts, name) for name in ("on", "minutes", "way")
    ):
        verb = "hold" if session.state != "held" else "set-right"
        session.state, session.why_missed = "held", None
        session.on = facts.on
        session.minutes = facts.minutes or session.minutes
        session.way = facts.way or session.way
        session.rev += 1
        _record(session, actor, verb, op_id, said)
    for person_id in facts.present:
        if db.session.get(Attendance, (session.id, person_id)) is None:
            db.session.add(Attendance(session_id=session.id, person_id=person_id))
    db.session.flush()
    return session


def miss(actor: Actor, session: Session, values: MissedForm, op_id: UUID) -> Session:
    """Say in one tap that a planned session did not happen; nobody is asked for a reason."""
    if session.state == "planned":
        session.state, session.why_missed = "missed", values.why
        session.rev += 1
        _record(session, actor, "miss", op_id, {"why": values.why})
        db.session.flush()
    return session


def unmiss(actor: Actor, session: Session, _values, op_id: UUID) -> Session:
    """Take back that a session did not happen."""
    if session.state == "missed":
        session.state, session.why_missed = "planned", None
        session.rev += 1
        _record(session, actor, "unmiss", op_id, {})
        db.session.flush()
    return session


def _named(match: Match, session_id: UUID | None) -> Session | None:
    session = db.session.get(Session, session_id) if session_id else None
    return session if session and session.match_id == match.id else None


def _that_day(match: Match, on: date) -> Session | None:
    """Two people who write about the same day without a plan mean the same session."""
    return db.session.scalars(
        select(Session).where(Session.match_id == match.id, Session.on == on).order_by(Session.id)
    ).first()


def _free(wanted: UUID) -> UUID:
    """The id made on the phone, unless somebody has it already."""
    return wanted if db.session.get(Session, wanted) is None else ids.new_id()


def _record(session: Session, actor: Actor, verb: str, op_id: UUID, facts: dict[str, Any]) -> None:
    phone_at = ids.made_at(op_id)
    db.session.add(
        SessionEvent(
            session_id=session.id,
            verb=verb,
            by_id=actor.id,
            facts=facts,
            phone_at=phone_at,
            server_at=clock.now(),
        )
    )
