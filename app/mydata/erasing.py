"""Going, and taking what is yours with you: asked for, thought over for a week, done by the clock, with what stays and why."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select, update

from app import audit, clock, ids
from app.accounts.events import happened
from app.accounts.models import SignIn
from app.db import db
from app.matches.models import Match, Participation
from app.mydata.models import Erasure
from app.people.actor import Actor
from app.people.models import Person
from app.privacy.erasing import erase, holds, retention, traces
from app.privacy.held import held
from app.schemes.models import STAFF, Membership
from app.sealing.vault import DataKey
from app.web.language import _, mark
from app.web.verbs import Refused

THINK = timedelta(days=7)
UNUSED = timedelta(days=365)
OVER = ("closed", "withdrawn")
IN_A_MATCH = mark("You are in a match. First say that you want to stop; the team then closes it with you.")
STAFF_NOW = mark("You work for a scheme. Ask the scheme lead to end your role first.")
NOBODY = "—"  # what a person without a name is called, in every language


def waiting_for(person_id: UUID) -> Erasure | None:
    """What somebody asked for, as long as it can be taken back."""
    waits = (Erasure.person_id == person_id, Erasure.withdrawn_at.is_(None), Erasure.done_at.is_(None))
    return db.session.scalar(select(Erasure).where(*waits))


def hindrance(person_id: UUID) -> str | None:
    """Why it cannot be now, marked; None where nothing is in the way."""
    if db.session.scalar(select(exists(_roles(person_id, now=True)))):
        return STAFF_NOW
    running = (
        select(Participation.id)
        .join(Match, Match.id == Participation.match_id)
        .where(
            Participation.person_id == person_id,
            Participation.state.in_(("asked", "in")),
            Participation.until.is_(None) | (Participation.until > clock.now()),
            Match.state.not_in(OVER),
        )
    )
    return IN_A_MATCH if db.session.scalar(select(running.exists())) else None


def _roles(person_id: UUID, now: bool):
    of = select(Membership.id).where(Membership.person_id == person_id, Membership.role.in_(STAFF))
    return of.where(Membership.until.is_(None) | (Membership.until > clock.now())) if now else of


def ask(actor: Actor, here: Any, _values: Any, op_id: UUID) -> Erasure:
    """Ask for everything that is yours to go, a week from now."""
    if why := hindrance(actor.id):
        raise Refused(_(why))
    if there := waiting_for(actor.id):
        return there
    asked = begin(actor.id, op_id)
    happened(actor.id, "going-asked", sign_in_id=here.id, detail=asked.due_at.date().isoformat())
    return asked


def begin(person_id: UUID, erasure_id: UUID | None = None) -> Erasure:
    """The week begins."""
    asked = Erasure(id=erasure_id or ids.new_id(), person_id=person_id, due_at=clock.now() + THINK)
    db.session.add(asked)
    db.session.flush()
    return asked


def take_back(actor: Actor, asked: Erasure, _values: Any, _op_id: UUID) -> Erasure:
    """Think better of it."""
    asked.withdrawn_at = clock.now()
    happened(actor.id, "going-stopped")
    return asked


def is_held(person_id: UUID) -> bool:
    """True while something about safety has to be finished first."""
    return any(hold(person_id) for hold in holds)


def do_what_is_due() -> int:
    """Erase everybody whose week is over and whom nothing holds up, and who has not been here for long."""
    _let_go_of_the_unused()
    waits = (Erasure.withdrawn_at.is_(None), Erasure.done_at.is_(None), Erasure.due_at <= clock.now())
    done = 0
    for asked in db.session.scalars(select(Erasure).where(*waits).order_by(Erasure.due_at)).all():
        if not hindrance(asked.person_id) and not is_held(asked.person_id):
            _go(asked)
            done += 1
    return done


def erase_now(person_id: UUID, since: datetime) -> None:
    """Erase somebody again who was erased before: nothing that a copy brought back is in the way."""
    asked = waiting_for(person_id)
    if asked is None:
        asked = Erasure(person_id=person_id, asked_at=since, due_at=since)
        db.session.add(asked)
        db.session.flush()
    _go(asked)


def _go(asked: Erasure) -> None:
    who = asked.person_id
    worked = db.session.scalar(select(exists(_roles(who, now=False))))
    for kind in (kind for room in held for kind in room):
        which = kind.goes(who)
        if which is not None:
            erase(kind.table.__table__, which)
    for trace in (trace for room in traces for trace in room):
        trace.wipe(who)
    # Who worked for a scheme stays named where they read or answered; what they wrote for others can still be read.
    if not worked:
        db.session.execute(delete(DataKey).where(DataKey.owner_id == who))
    named = {} if worked else {"called": NOBODY}
    db.session.execute(update(Person).where(Person.id == who).values(left_at=clock.now(), **named))
    asked.done_at = clock.now()
    audit.record(None, "mydata.erased", [(asked.id, who)])


def _let_go_of_the_unused() -> None:
    """Somebody in no scheme for a year, who did not sign in all that time, is erased as if they had asked."""
    long_ago = clock.now() - UNUSED
    here = exists().where(
        Membership.person_id == Person.id, Membership.until.is_(None) | (Membership.until > long_ago)
    )
    seen = exists().where(SignIn.person_id == Person.id, SignIn.seen_at > long_ago)
    asked = exists().where(Erasure.person_id == Person.id, Erasure.withdrawn_at.is_(None))
    gone = select(Person.id).where(Person.made_at < long_ago, ~here, ~seen, ~asked)
    for person_id in db.session.scalars(gone).all():
        db.session.add(Erasure(person_id=person_id, due_at=clock.now()))
    db.session.flush()


def keep_to_the_times() -> int:
    """Delete what has had its time, kind by kind; looking whether there is any comes first, and changes nothing."""
    now: datetime = clock.now()
    kinds = [kind for room in retention for kind in room]
    due = [kind for kind in kinds if db.session.scalar(select(exists().where(kind.due(now))))]
    return sum(erase(kind.table.__table__, kind.due(now)) for kind in due)
