"""Recovery: getting somebody back in who lost their phone, by two people who look after them, in person."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update

from app import clock, ids
from app.accounts import events, locks, signins
from app.accounts.forms import RecoveryForm
from app.accounts.invitations import invite
from app.accounts.models import Invitation, Passkey, Recovery
from app.accounts.reasons import seal_reason
from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.web.language import _
from app.web.verbs import Refused

BESIDE = timedelta(minutes=10)


def ask(actor: Actor, person: Person, values: RecoveryForm, _op_id: UUID) -> Recovery:
    """Ask to get somebody back in; the person sees that, wherever they are still signed in."""
    for earlier in db.session.scalars(
        select(Recovery).where(Recovery.person_id == person.id, Recovery.done_at.is_(None))
    ):
        if earlier.waits or earlier.agreed:
            raise Refused(_("Somebody asked this already. Look at it, or stop it first."))
    recovery = Recovery(
        id=ids.new_id(),
        person_id=person.id,
        checked=values.checked,
        asked_by=actor.id,
        asked_at=clock.now(),
    )
    recovery.sealed = seal_reason(recovery, values.reason)
    db.session.add(recovery)
    db.session.flush()
    events.happened(person.id, "recovery-asked", by=actor.id)
    return recovery


def approve(actor: Actor, recovery: Recovery, _values, _op_id: UUID) -> Recovery:
    """Agree, as the second person."""
    recovery.agree(actor)
    db.session.flush()
    events.happened(recovery.person_id, "recovery-approved", by=actor.id)
    return recovery


def refuse(actor: Actor, recovery: Recovery, _values, _op_id: UUID) -> Recovery:
    """Stop it; a code that was handed over stops working."""
    recovery.stop(actor)
    _withdraw_code(recovery)
    events.happened(recovery.person_id, "recovery-refused", by=actor.id)
    return recovery


def hand_over(actor: Actor, recovery: Recovery, _values, _op_id: UUID) -> Invitation:
    """Make the code to hand over; an earlier one stops working. It stands on the invitation (`code`) this once."""
    _withdraw_code(recovery)
    invitation, code = invite("recovery", actor.id, BESIDE, recovery.person_id)
    recovery.invitation_id = invitation.id
    db.session.flush()
    events.happened(recovery.person_id, "recovery-code", by=actor.id)
    invitation.code = code  # type: ignore[attr-defined]
    return invitation


def undo(actor: Actor, recovery: Recovery, _values, _op_id: UUID) -> Recovery:
    """It was somebody else who came in: they are out, their passkeys are gone, and those of before work again.

    One of the team does this alone, and the phone of before may be a lost one: what only its owner reads waits anew.
    """
    recovery.stop(actor)
    signins.end_all(recovery.person_id)
    theirs = Passkey.person_id == recovery.person_id
    for passkey in db.session.scalars(select(Passkey).where(theirs, Passkey.suspended_at.is_(None))).all():
        signins.throw_away(passkey)
    before = theirs & (Passkey.suspended_at == recovery.done_at)
    db.session.execute(update(Passkey).where(before).values(suspended_at=None))
    locks.close_after_recovery(recovery.person_id)
    events.happened(recovery.person_id, "recovery-undone", by=actor.id)
    return recovery


def _withdraw_code(recovery: Recovery) -> None:
    if recovery.invitation_id:
        db.session.execute(
            update(Invitation)
            .where(Invitation.id == recovery.invitation_id, Invitation.withdrawn_at.is_(None))
            .values(withdrawn_at=clock.now())
        )
    db.session.flush()


def let_in(invitation: Invitation, passkey: Passkey) -> None:
    """With the code a new passkey was made: whatever opened the account before opens it no more."""
    recovery = db.session.scalars(select(Recovery).where(Recovery.invitation_id == invitation.id)).first()
    if recovery is None or not recovery.agreed:
        raise Refused(_("This code does not work any more. Ask for a new one."))
    now = clock.now()
    db.session.execute(
        update(Passkey)
        .where(
            Passkey.person_id == recovery.person_id, Passkey.id != passkey.id, Passkey.suspended_at.is_(None)
        )
        .values(suspended_at=now)
    )
    signins.end_all(recovery.person_id)
    locks.close_after_recovery(recovery.person_id)
    recovery.done_at = now
    db.session.flush()
    events.happened(recovery.person_id, "recovered", by=recovery.asked_by, also_by=recovery.agreed_by)
