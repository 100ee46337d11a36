"""What happens to accounts: inviting, joining, signing in, and looking after one's devices."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update

from app import clock
from app.accounts import events
from app.accounts.forms import LabelForm
from app.accounts.invitations import invite, use
from app.accounts.models import Invitation, Passkey, Recovery, SignIn
from app.accounts.passkeys import NewPasskey, NotVerified
from app.accounts.signins import is_open_now, sign_in
from app.accounts.sockets import welcome
from app.db import db
from app.people.actions import introduce
from app.people.actor import Actor
from app.people.models import Person
from app.web.language import _
from app.web.verbs import Refused

__all__ = ["invite", "sign_in"]

MOST = 10  # passkeys of one person
BESIDE = timedelta(minutes=10)


def come_in(
    invitation: Invitation,
    made: NewPasskey,
    user_handle: bytes,
    called: str | None,
    language: str,
    device: str,
) -> str:
    """Use an invitation with a passkey that was just made; gives the token of the new sign-in."""
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
        raise NotVerified("a passkey that is there already")
    known = invitation.person_id
    person = db.session.get(Person, known) if known else introduce(called or "", language)
    if person is None or person.left_at is not None or not use(invitation, person.id):
        raise NotVerified("an invitation that is no longer open")
    if invitation.purpose == "recovery":
        _start_again(person, invitation)
    passkey = Passkey(
        person_id=person.id,
        user_handle=user_handle,
        label=device,
        last_used_at=clock.now(),
        **vars(made),
    )
    db.session.add(passkey)
    db.session.flush()
    if invitation.purpose == "join":
        for plug in welcome:
            plug(invitation, person)
        events.tell(person.id, "joined", seen=True)
    elif invitation.purpose == "device":
        events.tell(person.id, "device-added", detail=device)
    return sign_in(person.id, "passkey", passkey.id, device)


def _start_again(person: Person, invitation: Invitation) -> None:
    """Somebody lost their phone: what opened the account before does not open it any more."""
    now = clock.now()
    recovery = db.session.scalars(select(Recovery).where(Recovery.invitation_id == invitation.id)).one()
    if not recovery.approved:
        raise NotVerified("a recovery that is over")
    recovery.done_at = now
    db.session.execute(
        update(Passkey)
        .where(Passkey.person_id == person.id, Passkey.suspended_at.is_(None))
        .values(suspended_at=now)
    )
    db.session.execute(
        update(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )
    by = db.session.scalars(
        select(Person.called)
        .where(Person.id.in_((recovery.asked_by, recovery.approved_by)))
        .order_by(Person.called)
    )
    events.tell(person.id, "recovered", detail=" & ".join(by))


def return_with(passkey: Passkey, sign_count: int, backed_up: bool, device: str) -> str:
    """Sign in with a passkey that was verified; the other devices hear of it."""
    used(passkey, sign_count, backed_up)
    elsewhere = db.session.scalar(
        select(func.count()).select_from(SignIn).where(SignIn.person_id == passkey.person_id, is_open_now())
    )
    events.tell(passkey.person_id, "signed-in", detail=device, seen=not elsewhere)
    return sign_in(passkey.person_id, "passkey", passkey.id, device)


def used(passkey: Passkey, sign_count: int, backed_up: bool) -> None:
    """Note that a passkey was used."""
    passkey.sign_count, passkey.backed_up = sign_count, backed_up
    passkey.last_used_at = clock.now()
    db.session.flush()


def end(sign_in_id: UUID) -> None:
    """End a sign-in: from the next request on, its cookie opens nothing."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=clock.now())
    )


def end_device(actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """Sign out one of my devices."""
    if here.ended_at is None:
        end(here.id)
        events.tell(actor.id, "device-ended", actor.id, here.device, seen=True)
    return here


def end_others(actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """Sign out all my devices but this one."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.person_id == actor.id, SignIn.id != here.id, SignIn.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    events.tell(actor.id, "others-ended", actor.id, seen=True)
    return here


def remove_passkey(actor: Actor, passkey: Passkey, _values, _op_id: UUID) -> Passkey:
    """Let a passkey of mine open nothing any more, nor the devices it opened; never the last one."""
    others = select(func.count()).where(
        Passkey.person_id == actor.id, Passkey.id != passkey.id, Passkey.suspended_at.is_(None)
    )
    if not db.session.scalar(others):
        raise Refused(_("This is your only key. Add another device first, or you cannot get back in."))
    passkey.suspended_at = clock.now()
    db.session.execute(
        update(SignIn)
        .where(SignIn.passkey_id == passkey.id, SignIn.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    events.tell(actor.id, "passkey-removed", actor.id, passkey.label)
    return passkey


def name_passkey(_actor: Actor, passkey: Passkey, values: LabelForm, _op_id: UUID) -> Passkey:
    """Call a passkey of mine something I recognise."""
    passkey.label = values.label
    db.session.flush()
    return passkey


def invite_device(actor: Actor, person: Person, _values, _op_id: UUID) -> Invitation:
    """Make a code for one more device of mine; the code stands on the invitation (`code`) this once."""
    if room_left(person.id) < 1:
        raise Refused(_("You have ten keys. Remove one first."))
    invitation, code = invite("device", actor.id, BESIDE, person.id)
    events.tell(actor.id, "code-made", actor.id)
    invitation.code = code  # type: ignore[attr-defined]
    return invitation


def room_left(person_id: UUID) -> int:
    """How many passkeys somebody can still add."""
    there = select(func.count()).where(Passkey.person_id == person_id, Passkey.suspended_at.is_(None))
    return MOST - (db.session.scalar(there) or 0)
