"""Coming in: a new passkey by invitation, a known passkey at sign-in, and the same once more for what matters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app import clock
from app.accounts import ceremonies, challenges, events, invitations, passkeys, recoveries, signins
from app.accounts.devices import label_of
from app.accounts.models import Invitation, Passkey, SignIn
from app.accounts.passkeys import Copied, Known, NotBelieved, Party
from app.accounts.sockets import welcome
from app.db import db
from app.people.actions import introduce
from app.people.models import Person
from app.web.language import _, mark
from app.web.verbs import Refused

MOST = 10  # passkeys of one person
FULL = mark("You have ten passkeys. Remove one first.")


class Unknown(NotBelieved):
    """A passkey that nobody here has; the phone may take it from its list."""


@dataclass(frozen=True)
class Visit:
    """Somebody at the door: their browser, what it calls itself, and the sign-in it had until now."""

    visitor: bytes | None
    device: str
    before: UUID | None = None


def usable(person_id: UUID) -> list[Passkey]:
    """The passkeys with which a person can sign in."""
    return list(
        db.session.scalars(
            select(Passkey)
            .where(Passkey.person_id == person_id, Passkey.suspended_at.is_(None))
            .order_by(Passkey.id)
        )
    )


def _named(keys: list[Passkey]) -> list[tuple[bytes, list[str]]]:
    return [(key.credential_id, key.transports) for key in keys]


# Joining, another device, recovery: all three make a passkey with an invitation.
def to_join(
    party: Party, visitor: bytes, invitation: Invitation, called: str, language: str
) -> dict[str, Any]:
    """What the phone of who was invited is asked; Refused when there is no room for another passkey."""
    keys, handle = [], passkeys.new_handle()
    if invitation.person_id:
        person = db.session.get_one(Person, invitation.person_id)
        called, keys = person.called, usable(person.id)
        handle = _handle_of(person.id) or handle
        if len(keys) >= MOST and invitation.purpose != "recovery":
            raise Refused(_(FULL))
    # After a recovery the old passkeys are worth nothing, so a phone that still has one may make it anew.
    known = [] if invitation.purpose == "recovery" else _named(keys)
    challenge = ceremonies.begin(
        visitor,
        "register",
        user_handle=handle,
        called=called,
        language=language,
        person_id=invitation.person_id,
        invitation_id=invitation.id,
    )
    return passkeys.to_make(party, challenge, handle, called, known)


def _handle_of(person_id: UUID) -> bytes | None:
    """One person has one handle, on every phone."""
    return db.session.scalar(select(Passkey.user_handle).where(Passkey.person_id == person_id).limit(1))


def join(party: Party, visit: Visit, credential: Any) -> tuple[Person, str]:
    """Somebody made a passkey with an invitation: they are in. Gives them and the token of their sign-in."""
    challenge = passkeys.challenge_of(credential)
    begun = ceremonies.take(visit.visitor, "register", challenge)
    made = passkeys.made(credential, challenge, party)
    invitation = db.session.get(Invitation, begun.invitation_id)
    if invitation is None or not invitations.is_open(invitation):
        raise ceremonies.Gone("the invitation is over")
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == made.credential_id)):
        raise NotBelieved("a passkey that is known already")
    person = _who(invitation, begun.called, begun.language)
    if not invitations.use(invitation, person.id):
        raise ceremonies.Gone("the invitation is over")
    key = Passkey(
        person_id=person.id,
        user_handle=begun.user_handle,
        label=label_of(made.aaguid, visit.device),
        made_at=clock.now(),
        last_used_at=clock.now(),
        **vars(made),
    )
    db.session.add(key)
    db.session.flush()
    if invitation.purpose == "recovery":
        recoveries.let_in(invitation, key)
    if len(usable(person.id)) > MOST:
        raise NotBelieved("too many passkeys")
    if invitation.purpose == "join":
        for give in welcome:
            give(invitation, person)
    if visit.visitor:
        ceremonies.forget(visit.visitor)
    here, token = _begin(person.id, key.id, visit)
    if invitation.purpose == "join":
        events.happened(person.id, "joined", sign_in_id=here.id, detail=visit.device)
    elif invitation.purpose == "device":
        events.happened(person.id, "passkey-added", sign_in_id=here.id, detail=key.label)
    return person, token


def _who(invitation: Invitation, called: str | None, language: str | None) -> Person:
    if invitation.person_id is None:
        return introduce(called or "", language or "nl")
    person = db.session.get_one(Person, invitation.person_id)
    if person.left_at is not None:
        raise NotBelieved("somebody who left")
    return person


def _begin(person_id: UUID, passkey_id: UUID, visit: Visit) -> tuple[SignIn, str]:
    if visit.before:
        signins.sign_out(visit.before)
    return signins.begin(person_id, "passkey", passkey_id, visit.device)


# Signing in.
def to_sign_in(party: Party, visitor: bytes) -> dict[str, Any]:
    """What any phone is asked: a passkey of this site, whichever its owner chooses."""
    return passkeys.to_use(party, challenges.new(visitor))


def sign_in(party: Party, visit: Visit, credential: Any) -> str:
    """Somebody used a passkey; gives the token of their sign-in. Their other devices are told."""
    challenge = passkeys.challenge_of(credential)
    challenges.use(visit.visitor, challenge)
    key = _find(credential)
    if db.session.get_one(Person, key.person_id).left_at is not None:
        raise NotBelieved("somebody who left")
    _use(key, lambda known: passkeys.used(credential, challenge, party, known))
    elsewhere = [one for one in signins.living(key.person_id) if one.id != visit.before]
    here, token = _begin(key.person_id, key.id, visit)
    told = events.happened(key.person_id, "signed-in", sign_in_id=here.id, detail=visit.device)
    if not elsewhere:
        told.seen_at = clock.now()  # there is no other device to tell
    return token


# Once more, before something that matters.
def to_step_up(party: Party, visitor: bytes, person_id: UUID, about: str = "") -> dict[str, Any] | None:
    """What the phone is asked of who is signed in already, for one thing or for five minutes; None without a passkey."""
    keys = usable(person_id)
    if not keys:
        return None
    challenge = ceremonies.begin(visitor, _stepping_up(about), about, person_id=person_id)
    return passkeys.to_use(party, challenge, _named(keys))


def _stepping_up(about: str) -> str:
    return f"step-up {about}" if about else "step-up"


def step_up(party: Party, visit: Visit, person_id: UUID, credential: Any, about: str = "") -> str:
    """Who is signed in showed once more who they are; gives the new token of the same sign-in.

    With `about` that is confirmed, once, and only when the phone was asked about it.
    """
    challenge = passkeys.challenge_of(credential)
    begun = ceremonies.take(visit.visitor, _stepping_up(about), challenge)
    key = _find(credential)
    if visit.before is None or begun.person_id != person_id or key.person_id != person_id:
        raise NotBelieved("somebody else")
    _use(key, lambda known: passkeys.used(credential, challenge, party, known, named=True))
    if about:
        evidence = passkeys.evidence_of(credential, key.public_key)
        ceremonies.confirm(begun.visitor_hash, person_id, about, evidence)
    return signins.strengthen(visit.before, key.id)


def _find(credential: Any) -> Passkey:
    key = db.session.scalars(
        select(Passkey).where(Passkey.credential_id == passkeys.id_of(credential))
    ).first()
    if key is None:
        raise Unknown("nobody has this passkey")
    if key.suspended_at is not None:
        raise NotBelieved("a suspended passkey")
    return key


def _use(key: Passkey, check: Callable[[Known], passkeys.Used]) -> None:
    known = Known(key.credential_id, key.user_handle, key.public_key, key.sign_count, key.backup_eligible)
    try:
        used = check(known)
    except Copied:
        events.happened(key.person_id, "passkey-odd", detail=key.label)
        db.session.commit()  # the refusal that follows rolls back; that this happened stays on record
        raise
    key.sign_count, key.backed_up, key.last_used_at = used.sign_count, used.backed_up, clock.now()
    db.session.flush()


def room_left(person_id: UUID) -> int:
    """How many passkeys somebody can still add."""
    count = db.session.scalar(
        select(func.count()).where(Passkey.person_id == person_id, Passkey.suspended_at.is_(None))
    )
    return MOST - (count or 0)
