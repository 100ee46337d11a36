"""Who may do what in a scheme."""

from sqlalchemy import ColumnElement, and_, or_

from app.people.actor import Actor
from app.schemes.models import STAFF, TAKING_PART, TEAM, Membership, Scheme, SchemeInvitation


def can_see_people(actor: Actor, scheme: Scheme) -> bool:
    """Staff see who takes part in their scheme."""
    return actor.holds(scheme.id, *STAFF)


def people_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see_people`."""
    return Scheme.id.in_(actor.schemes_as(*STAFF))


def can_see_place(actor: Actor, place) -> bool:
    """Of a person in a scheme: staff of that scheme."""
    return actor.holds(place.scheme_id, *STAFF)


def can_invite(actor: Actor, scheme: Scheme) -> bool:
    """The team and the lead invite people."""
    return actor.holds(scheme.id, "lead", *TEAM)


def invited_into_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_invite`."""
    return Scheme.id.in_(actor.schemes_as("lead", *TEAM))


def may_give(actor: Actor, scheme: Scheme, role: str) -> bool:
    """The team brings in who takes part; only the lead brings in staff."""
    if role in TAKING_PART:
        return can_invite(actor, scheme)
    return actor.holds(scheme.id, "lead")


def can_withdraw(actor: Actor, meant: SchemeInvitation) -> bool:
    """Who may give a role takes back an invitation to it."""
    if meant.role in TAKING_PART and actor.holds(meant.scheme_id, *TEAM):
        return True
    return actor.holds(meant.scheme_id, "lead")


def withdrawn_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_withdraw`."""
    return or_(
        SchemeInvitation.scheme_id.in_(actor.schemes_as("lead")),
        and_(SchemeInvitation.scheme_id.in_(actor.schemes_as(*TEAM)), SchemeInvitation.role.in_(TAKING_PART)),
    )


def can_end(actor: Actor, membership: Membership) -> bool:
    """Who may give a role ends it; the lead all, the team those of who takes part."""
    if membership.role in TAKING_PART and actor.holds(membership.scheme_id, *TEAM):
        return True
    return actor.holds(membership.scheme_id, "lead")


def ended_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_end`."""
    return or_(
        Membership.scheme_id.in_(actor.schemes_as("lead")),
        and_(Membership.scheme_id.in_(actor.schemes_as(*TEAM)), Membership.role.in_(TAKING_PART)),
    )


def can_set(actor: Actor, scheme: Scheme) -> bool:
    """The lead changes the scheme's settings."""
    return actor.holds(scheme.id, "lead")


def set_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_set`."""
    return Scheme.id.in_(actor.schemes_as("lead"))


def can_match(actor: Actor, scheme: Scheme) -> bool:
    """The team proposes matches and sees all of the scheme's."""
    return actor.holds(scheme.id, *TEAM)


def matched_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_match`."""
    return Scheme.id.in_(actor.schemes_as(*TEAM))


def is_staff(actor: Actor) -> bool:
    """True for who is staff of some scheme."""
    return bool(actor.schemes_as(*STAFF))


def in_team(actor: Actor) -> bool:
    """True for who reviews, in some scheme."""
    return bool(actor.schemes_as(*TEAM))


def looks_after(actor: Actor) -> bool:
    """True for who looks after the accounts of people in some scheme."""
    return bool(actor.schemes_as("lead", *TEAM))
