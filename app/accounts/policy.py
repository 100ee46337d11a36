"""Who may decide about an account: its owner, and for getting back in two of the people who look after them."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from app import clock
from app.accounts.models import CODE_WAITS, SUSPENDED_FOR, Passkey, Recovery, SignIn
from app.accounts.sockets import cared_for, conflicting, looking_after, takes_care
from app.accounts.two import is_second, seconded_by, waiting
from app.db import db
from app.people.actor import Actor
from app.people.models import Person


def owns_device(actor: Actor, here: SignIn) -> bool:
    """Only the person signs their devices out from a distance."""
    return here.person_id == actor.id


def devices_owned_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `owns_device`."""
    return SignIn.person_id == actor.id


def owns_passkey(actor: Actor, passkey: Passkey) -> bool:
    """Only the person changes their passkeys, as long as they open something."""
    return passkey.person_id == actor.id and passkey.suspended_at is None


def passkeys_owned_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `owns_passkey`."""
    return (Passkey.person_id == actor.id) & Passkey.suspended_at.is_(None)


def can_recover(actor: Actor, person: Person) -> bool:
    """Who looks after somebody and has no stake in their account asks to get them back in; nobody does for themselves."""
    return actor.id != person.id and person.left_at is None and takes_care(actor, person.id)


def recovered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_recover`."""
    return (Person.id != actor.id) & Person.left_at.is_(None) & _looked_after(actor, Person.id)


def _looked_after(actor: Actor, person_id) -> ColumnElement[bool]:
    after = or_(false(), *(person_id.in_(plug(actor)) for plug in cared_for))
    without_stake = and_(true(), *(person_id.not_in(plug(actor.id)) for plug in conflicting))
    return and_(after, without_stake)


def can_see_recovery(actor: Actor, recovery: Recovery) -> bool:
    """Who may ask for somebody also sees what was asked for them."""
    person = db.session.get(Person, recovery.person_id)
    return person is not None and can_recover(actor, person)


def recoveries_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see_recovery`."""
    return Recovery.person_id.in_(select(Person.id).where(recovered_by(actor)))


def can_approve(actor: Actor, recovery: Recovery) -> bool:
    """Somebody else than who asked, within a day."""
    return is_second(actor, recovery) and can_see_recovery(actor, recovery)


def approved_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_approve`."""
    return seconded_by(actor, Recovery) & recoveries_seen_by(actor)


def can_refuse(actor: Actor, recovery: Recovery) -> bool:
    """Anybody who sees it stops it, who asked included, until it is done."""
    return (recovery.waits or recovery.agreed) and can_see_recovery(actor, recovery)


def refused_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_refuse`."""
    return (waiting(Recovery) | _agreed()) & recoveries_seen_by(actor)


def can_hand_over(actor: Actor, recovery: Recovery) -> bool:
    """One of the two makes the code, and hands it over."""
    two = (recovery.asked_by, recovery.agreed_by)
    return recovery.agreed and actor.id in two and can_see_recovery(actor, recovery)


def handed_over_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_hand_over`."""
    two = or_(Recovery.asked_by == actor.id, Recovery.agreed_by == actor.id)
    return _agreed() & two & recoveries_seen_by(actor)


def can_undo(actor: Actor, recovery: Recovery) -> bool:
    """Anybody who sees it undoes it, when it was not the person themself who came in; as long as old passkeys are kept."""
    if recovery.done_at is None or recovery.stopped_at is not None:
        return False
    return clock.now() - recovery.done_at < SUSPENDED_FOR and can_see_recovery(actor, recovery)


def undone_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_undo`."""
    lately = Recovery.done_at > clock.now() - SUSPENDED_FOR
    return lately & Recovery.stopped_at.is_(None) & recoveries_seen_by(actor)


def looks_after_somebody(actor: Actor) -> bool:
    """True for who could ever be asked to get somebody back in."""
    return any(plug(actor) for plug in looking_after)


def _agreed() -> ColumnElement[bool]:
    since = clock.now() - CODE_WAITS
    return Recovery.stopped_at.is_(None) & Recovery.done_at.is_(None) & (Recovery.agreed_at > since)
