"""What people do with their account: invite, sign in, end devices, name and remove passkeys."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_

from app import clock
from app.accounts import attempts, ceremonies, entering, events, invitations, signins
from app.accounts.forms import LabelForm
from app.accounts.invitations import invite
from app.accounts.models import SUSPENDED_FOR, Invitation, Passkey, SignIn
from app.accounts.signins import sign_in, throw_away
from app.accounts.sockets import welcome
from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.web.language import _
from app.web.verbs import Refused

__all__ = ["invite", "sign_in"]

BESIDE = timedelta(minutes=10)
REMEMBERED_FOR = timedelta(days=30)


def end_device(actor: Actor, sign_in: SignIn, _values, _op_id: UUID) -> SignIn:
    """Sign out one of my phones or browsers."""
    if sign_in.ended_at is None:
        sign_in.ended_at = clock.now()
        events.happened(actor.id, "device-ended", sign_in_id=sign_in.id, detail=sign_in.device)
    return sign_in


def end_others(actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """Sign out everywhere but here."""
    signins.end_all(actor.id, but=here.id)
    events.happened(actor.id, "signed-out-others", sign_in_id=here.id)
    return here


def see_news(actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """I have seen what happened to my account."""
    events.seen(actor.id, here.id)
    return here


def invite_device(actor: Actor, here: SignIn, _values, _op_id: UUID) -> Invitation:
    """Make a code for another phone or browser of mine; it stands on the invitation (`code`) this once.

    One code at a time: an earlier one stops working.
    """
    if entering.room_left(actor.id) < 1:
        raise Refused(_(entering.FULL))
    invitations.withdraw_open("device", actor.id)
    invitation, code = invite("device", actor.id, BESIDE, person_id=actor.id)
    events.happened(actor.id, "device-code", sign_in_id=here.id)
    invitation.code = code  # type: ignore[attr-defined]
    return invitation


def name_passkey(_actor: Actor, passkey: Passkey, values: LabelForm, _op_id: UUID) -> Passkey:
    """Call a passkey something I recognise."""
    passkey.label = values.label
    db.session.flush()
    return passkey


def remove_passkey(actor: Actor, passkey: Passkey, _values, _op_id: UUID) -> Passkey:
    """Throw a passkey away, and sign out where it was used; never the last one."""
    if passkey.suspended_at is None and len(entering.usable(actor.id)) < 2:
        raise Refused(_("This is your only passkey. Add another phone first, or you cannot get in any more."))
    events.happened(actor.id, "passkey-removed", detail=passkey.label)
    throw_away(passkey)
    return passkey


def take_part(actor: Actor, invitation: Invitation, _values, _op_id: UUID) -> Invitation:
    """Somebody with an account takes an invitation to one more scheme."""
    if not invitations.use(invitation, actor.id):
        raise Refused(_("This invitation is over. Ask for a new one."))
    person = db.session.get_one(Person, actor.id)
    for give in welcome:
        give(invitation, person)
    return invitation


def tidy() -> int:
    """Throw away what is over; gives how many passkeys (suspended a week ago) and old sign-ins went."""
    now = clock.now()
    ceremonies.tidy()
    attempts.tidy()
    suspended = db.session.scalars(db.select(Passkey).where(Passkey.suspended_at < now - SUSPENDED_FOR)).all()
    for passkey in suspended:
        throw_away(passkey)
    long_ago = now - REMEMBERED_FOR
    old = delete(SignIn).where(or_(SignIn.ended_at < long_ago, SignIn.ends_at < long_ago))
    return len(suspended) + len(db.session.scalars(old.returning(SignIn.id)).all())
