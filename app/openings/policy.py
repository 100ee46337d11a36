"""Who opens what somebody wrote for themselves: contact persons and leads, two together, never with a stake of their own."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app import clock
from app.accounts.sockets import conflicting, conflicts
from app.accounts.two import is_second, seconded_by, waiting
from app.journal.models import Entry
from app.openings.models import OPEN, Opening
from app.people.actor import Actor
from app.safeguarding.models import Concern
from app.safeguarding.policy import readable_by
from app.schemes.models import Membership, Scheme

GUARDS = ("contact_person", "lead")
YOUNG = ("mentee",)


def guards(actor: Actor) -> bool:
    """True for who could be one of the two, in some scheme."""
    return bool(actor.schemes_as(*GUARDS))


def can_ask(actor: Actor, scheme: Scheme) -> bool:
    """A contact person or a lead of the scheme."""
    return can_ask_in(actor, scheme.id)


def can_ask_in(actor: Actor, scheme_id: UUID) -> bool:
    """The same, of a scheme that is known by its id."""
    return actor.holds(scheme_id, *GUARDS)


def asked_in_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_ask`."""
    return Scheme.id.in_(actor.schemes_as(*GUARDS))


def without_stake(actor: Actor, person_id: Any) -> bool:
    """Not about oneself, and not a mentor about their mentee."""
    return actor.id != person_id and not any(plug(actor.id, person_id) for plug in conflicts)


def _without_stake(actor: Actor) -> ColumnElement[bool]:
    others = [Opening.person_id.not_in(plug(actor.id)) for plug in conflicting]
    return and_(Opening.person_id != actor.id, *others)


def can_see(actor: Actor, opening: Opening) -> bool:
    """That it was asked, by whom and why: the contact persons and leads of the scheme."""
    return actor.holds(opening.scheme_id, *GUARDS) and without_stake(actor, opening.person_id)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return and_(Opening.scheme_id.in_(actor.schemes_as(*GUARDS)), _without_stake(actor))


def can_agree(actor: Actor, opening: Opening) -> bool:
    """Somebody else than who asked, within a day."""
    return is_second(actor, opening) and can_see(actor, opening)


def agreed_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_agree`."""
    return and_(seconded_by(actor, Opening), seen_by(actor))


def can_stop(actor: Actor, opening: Opening) -> bool:
    """Anybody who sees it stops it, while it waits or is open."""
    return (opening.waits or opening.is_open) and can_see(actor, opening)


def stopped_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_stop`."""
    is_open = and_(Opening.stopped_at.is_(None), _since(Opening.agreed_at, OPEN))
    return and_(or_(waiting(Opening), is_open), seen_by(actor))


def can_read(actor: Actor, opening: Opening) -> bool:
    """The two, while it is open."""
    return opening.is_open and actor.id in (opening.asked_by, opening.agreed_by) and can_see(actor, opening)


def read_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_read`."""
    one_of_two = or_(Opening.asked_by == actor.id, Opening.agreed_by == actor.id)
    return and_(Opening.stopped_at.is_(None), _since(Opening.agreed_at, OPEN), one_of_two, seen_by(actor))


def can_tell(actor: Actor, opening: Opening) -> bool:
    """While it was not told, whoever sees it tells, or says again why not."""
    return opening.agreed_at is not None and opening.told_at is None and can_see(actor, opening)


def told_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_tell`."""
    return and_(Opening.agreed_at.is_not(None), Opening.told_at.is_(None), seen_by(actor))


def of_concern_read_by(actor: Actor) -> ColumnElement[bool]:
    """Of openings: those that belong to a concern of which the actor may read the record."""
    return Opening.concern_id.in_(select(Concern.id).where(readable_by(actor)))


def _since(moment: Any, how_long: timedelta) -> ColumnElement[bool]:
    return moment > clock.now() - how_long


def young_people_of(scheme_id: Any) -> ColumnElement[bool]:
    """Of Membership: who takes part in the scheme as a young person now."""
    now = clock.now()
    return and_(
        Membership.scheme_id == scheme_id,
        Membership.role.in_(YOUNG),
        or_(Membership.until.is_(None), Membership.until > now),
    )


def opened_entries(opening: Opening) -> ColumnElement[bool]:
    """What an opening opens: what the person wrote in this scheme or in no match, whoever may read it; nothing of others."""
    here = or_(Entry.scheme_id == opening.scheme_id, Entry.scheme_id.is_(None))
    return and_(Entry.author_id == opening.person_id, here)


def is_young_here(person_id: Any, scheme_id: Any):
    """A select that finds something when the person takes part there as a young person."""
    return select(exists().where(Membership.person_id == person_id, young_people_of(scheme_id)))
