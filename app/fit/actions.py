"""Answering whether it fits; a "rather not" goes to the team, which asks the mentee first."""

from uuid import UUID

from sqlalchemy import func, select

from app import clock, ids
from app.db import db
from app.fit.forms import FitForm
from app.fit.models import AFTER, Fit
from app.flags.actions import lower_flag, raise_flag
from app.matches.actions import phone_time
from app.matches.models import Match
from app.people.actor import Actor
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of
from app.sessions.models import Session

PURPOSE = "journal"


def bound(fit: Fit) -> str:
    """What an answer is bound to, its readers included."""
    return f"fit|sealed|{fit.id}|{fit.person_id}|{fit.match_id}|{fit.after}|{fit.team_reads}"


def answer(actor: Actor, match: Match, values: FitForm, op_id: UUID) -> Fit:
    """Say whether it fits, about the latest session after which it is asked; saying it anew replaces it."""
    after = asked_after(match.id)
    fit = db.session.scalars(
        select(Fit).where(Fit.match_id == match.id, Fit.person_id == actor.id, Fit.after == after)
    ).first()
    if fit is None:
        fit = Fit(id=ids.new_id(), match_id=match.id, person_id=actor.id, after=after)
    fit.team_reads = values.answer == "rather-not"
    fit.sealed = seal_fields(
        key_of(actor.id, PURPOSE), {"answer": values.answer, "said": values.said or ""}, bound(fit)
    )
    fit.phone_at, fit.at = phone_time(op_id), clock.now()
    db.session.add(fit)
    db.session.flush()
    if fit.team_reads:
        raise_flag("fit", fit.id, scheme_id=match.scheme_id, match_id=match.id, person_id=actor.id)
    else:
        lower_flag("fit", fit.id, actor.id)
    return fit


def asked_after(match_id: UUID) -> int:
    """After which session it is asked now: the third when there were three, else the first."""
    held = db.session.scalar(
        select(func.count()).where(Session.match_id == match_id, Session.state == "held")
    )
    return max((after for after in AFTER if (held or 0) >= after), default=AFTER[0])


def said(fit: Fit) -> dict[str, str]:
    """What somebody answered."""
    return unseal_fields(key_of(fit.person_id, PURPOSE), fit.sealed, bound(fit))
