"""The own lock on what only its owner reads: a PIN beside the phone's, slow to guess, and it never wipes anything."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from sqlalchemy import or_, update

from app import clock
from app.accounts import events
from app.accounts.forms import ChangeLockForm, PinForm, SetLockForm
from app.accounts.models import JournalLock, SignIn
from app.db import db
from app.people.actor import Actor
from app.sealing import codes
from app.web.language import _
from app.web.verbs import Refused

AWAY = timedelta(minutes=5)  # after so long without a page the PIN is asked for again
NOTED_EVERY = timedelta(minutes=1)
FORGOTTEN = timedelta(days=7)
RECOVERED = timedelta(hours=24)
FREE_TRIES = 5
LONGEST_WAIT = 15  # minutes


def state(has_pin: bool, forgot_at: datetime | None, opens_at: datetime | None, unlocked_at: datetime | None):
    """Where a lock stands on one phone: "" (there is none), "open" or "closed"."""
    now = clock.now()
    if opens_at is not None and now < opens_at:
        return "closed"
    if not has_pin or (forgot_at is not None and now - forgot_at >= FORGOTTEN):
        return ""
    return "open" if unlocked_at is not None and now - unlocked_at < AWAY else "closed"


def of(person_id: UUID) -> JournalLock | None:
    """The lock of somebody, as it is in the database."""
    return db.session.get(JournalLock, person_id)


def still_here(sign_in_id: UUID) -> None:
    """Somebody opened a page behind the lock; a lock that was closed meanwhile stays closed."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.unlocked_at.is_not(None))
        .values(unlocked_at=clock.now())
    )


def _pepper() -> bytes:
    return codes.keyed_hash("journal-lock", "pepper")


def _hash(pin: str) -> str:
    """About a twentieth of a second of work and 19 MiB for each guess, and the key outside the database."""
    kdf = Argon2id(
        salt=secrets.token_bytes(16), length=32, iterations=3, lanes=1, memory_cost=19_456, secret=_pepper()
    )
    return kdf.derive_phc_encoded(pin.encode())


def _is(pin: str, kept: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(pin.encode(), kept, _pepper())
    except InvalidKey:
        return False
    return True


def _spend(person_id: UUID) -> None:
    """Count a try before it is made and set the next wait; committed at once, because a wrong PIN rolls back."""
    now = clock.now()
    tries = db.session.scalar(
        update(JournalLock)
        .where(
            JournalLock.person_id == person_id,
            or_(JournalLock.wait_until.is_(None), JournalLock.wait_until <= now),
        )
        .values(tries=JournalLock.tries + 1)
        .returning(JournalLock.tries)
    )
    if tries is None:
        raise Refused(_("Wait a quarter of an hour at most, then try again. Nothing is lost."), "pin")
    if tries >= FREE_TRIES:
        minutes = min(2 ** min(tries - FREE_TRIES, 8), LONGEST_WAIT)
        db.session.execute(
            update(JournalLock)
            .where(JournalLock.person_id == person_id)
            .values(wait_until=now + timedelta(minutes=minutes))
        )
    db.session.commit()


def _check(person_id: UUID, pin: str) -> JournalLock:
    lock = of(person_id)
    if lock is None or lock.pin_hash is None:
        raise Refused(_("You have no lock now."))
    _spend(person_id)
    lock = db.session.get_one(JournalLock, person_id, populate_existing=True)
    if lock.pin_hash is None or not _is(pin, lock.pin_hash):
        raise Refused(_("This is not your PIN. Try once more; nothing is lost."), "pin")
    lock.tries, lock.wait_until = 0, None
    if lock.forgot_at is not None:  # who knows the PIN did not forget it
        lock.forgot_at = None
        events.happened(person_id, "lock-kept")
    return lock


def set_pin(actor: Actor, here: SignIn, values: SetLockForm, _op_id: UUID) -> SignIn:
    """Put a lock on what only I read; where one stands, the PIN changes only with the PIN."""
    if actor.lock:
        raise Refused(_("You have a lock already. You change it with your PIN."))
    lock = of(actor.id) or JournalLock(person_id=actor.id)
    lock.pin_hash, lock.tries, lock.wait_until = _hash(values.new), 0, None
    lock.forgot_at = lock.opens_at = None
    db.session.add(lock)
    here.unlocked_at = clock.now()
    events.happened(actor.id, "lock-set", sign_in_id=here.id)
    return here


def give_pin(actor: Actor, here: SignIn, values: PinForm, _op_id: UUID) -> SignIn:
    """Open my lock on this phone."""
    _check(actor.id, values.pin)
    here.unlocked_at = clock.now()
    return here


def change_pin(actor: Actor, here: SignIn, values: ChangeLockForm, _op_id: UUID) -> SignIn:
    """Another PIN from now on; every other phone asks for it."""
    _check(actor.id, values.pin).pin_hash = _hash(values.new)
    _close_everywhere(actor.id)
    here.unlocked_at = clock.now()
    events.happened(actor.id, "lock-changed", sign_in_id=here.id)
    return here


def take_away(actor: Actor, here: SignIn, values: PinForm, _op_id: UUID) -> SignIn:
    """No lock any more."""
    db.session.delete(_check(actor.id, values.pin))
    events.happened(actor.id, "lock-removed", sign_in_id=here.id)
    return here


def close(_actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """Close my lock on this phone now."""
    here.unlocked_at = None
    return here


def forget(actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """I forgot the PIN: after the waiting time the lock is gone, unless somebody on one of my phones stops it."""
    lock = of(actor.id)
    if lock is None or lock.pin_hash is None:
        raise Refused(_("You have no lock now."))
    if lock.forgot_at is None:
        lock.forgot_at = clock.now()
        events.happened(actor.id, "lock-forgotten")
    return here


def keep(actor: Actor, here: SignIn, _values, _op_id: UUID) -> SignIn:
    """It was not me, or I remember: the lock stays, on every phone and without its PIN."""
    lock = of(actor.id)
    if lock is not None and lock.forgot_at is not None and clock.now() - lock.forgot_at < FORGOTTEN:
        lock.forgot_at = None
        events.happened(actor.id, "lock-kept")
    return here


def close_after_recovery(person_id: UUID) -> None:
    """Who was let in again gives the PIN; where there is none, what only they read opens a day later."""
    lock = of(person_id) or JournalLock(person_id=person_id)
    db.session.add(lock)
    lock.forgot_at = None  # a wait that somebody else began does not run on
    if lock.pin_hash is None:
        lock.opens_at = clock.now() + RECOVERED
    db.session.flush()


def _close_everywhere(person_id: UUID) -> None:
    db.session.execute(update(SignIn).where(SignIn.person_id == person_id).values(unlocked_at=None))
