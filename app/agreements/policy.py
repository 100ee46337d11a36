"""Who reads, changes and signs an agreement: both sides with equal rights; the team and guardians read and sign."""

from sqlalchemy import ColumnElement, and_, or_, select

from app.agreements.models import Agreement, AgreementSection
from app.db import db
from app.matches.models import Match
from app.matches.policy import can_oversee, guarded_by, guards, overseen_by, taken_part_by, takes_part
from app.people.actor import Actor

OPEN = ("agreeing", "active")


def can_read(actor: Actor, agreement: Agreement) -> bool:
    """Who takes part, the team of the scheme, and a guardian of somebody in it."""
    match = db.session.get_one(Match, agreement.match_id)
    return takes_part(actor, match) or can_oversee(actor, match) or guards(actor, match)


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    return _in_match(or_(taken_part_by(actor), overseen_by(actor), guarded_by(actor)))


def can_change(actor: Actor, section: AgreementSection) -> bool:
    """Everybody who takes part changes a draft, with equal rights; nobody else does."""
    agreement = db.session.get_one(Agreement, section.agreement_id)
    return can_draft(actor, agreement)


def changed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_change`."""
    return AgreementSection.agreement_id.in_(select(Agreement.id).where(drafted_by(actor)))


def can_draft(actor: Actor, agreement: Agreement) -> bool:
    """The same for the rhythm, and for dropping a draft."""
    match = db.session.get_one(Match, agreement.match_id)
    return agreement.state == "draft" and _goes_on(match) and takes_part(actor, match)


def drafted_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_draft`."""
    return and_(Agreement.state == "draft", _in_match(and_(_going_on(), taken_part_by(actor))))


def can_sign(actor: Actor, agreement: Agreement) -> bool:
    """Who reads a draft of a match that goes on may be asked to sign it."""
    match = db.session.get_one(Match, agreement.match_id)
    return agreement.state == "draft" and _goes_on(match) and can_read(actor, agreement)


def signed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_sign`."""
    return and_(Agreement.state == "draft", _in_match(_going_on()), readable_by(actor))


def can_amend(actor: Actor, match: Match) -> bool:
    """Who takes part in an active match begins a new edition."""
    return match.state == "active" and match.suspended_at is None and takes_part(actor, match)


def amended_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_amend`."""
    return and_(Match.state == "active", Match.suspended_at.is_(None), taken_part_by(actor))


def _in_match(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return Agreement.match_id.in_(select(Match.id).where(which))


def _goes_on(match: Match) -> bool:
    return match.state in OPEN and match.suspended_at is None


def _going_on() -> ColumnElement[bool]:
    return and_(Match.state.in_(OPEN), Match.suspended_at.is_(None))
