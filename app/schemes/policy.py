"""Who may do what in a scheme."""

from sqlalchemy import ColumnElement, select

from app.accounts.models import Invitation
from app.db import db
from app.people.actor import Actor
from app.schemes.models import STAFF, TEAM, Scheme, SchemeInvitation


def can_see_people(actor: Actor, scheme: Scheme) -> bool:
    """Staff see who takes part in their scheme."""
    return actor.holds(scheme.id, *STAFF)


def people_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see_people`."""
    return Scheme.id.in_(actor.schemes_as(*STAFF))


def can_invite(actor: Actor, scheme: Scheme) -> bool:
    """The team and the lead invite people."""
    return actor.holds(scheme.id, "lead", *TEAM)


def invited_into_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_invite`."""
    return Scheme.id.in_(actor.schemes_as("lead", *TEAM))


def can_set(actor: Actor, scheme: Scheme) -> bool:
    """The lead changes the scheme's settings."""
    return actor.holds(scheme.id, "lead")


def set_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_set`."""
    return Scheme.id.in_(actor.schemes_as("lead"))


def is_staff(actor: Actor) -> bool:
    """True for who is staff of some scheme."""
    return bool(actor.schemes_as(*STAFF))


def in_team(actor: Actor) -> bool:
    """True for who reviews, in some scheme."""
    return bool(actor.schemes_as(*TEAM))


def can_withdraw(actor: Actor, invitation: Invitation) -> bool:
    """Who may invite into a scheme may also take its invitations back."""
    meant = db.session.get(SchemeInvitation, invitation.id)
    return meant is not None and actor.holds(meant.scheme_id, "lead", *TEAM)


def withdrawn_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_withdraw`."""
    schemes = actor.schemes_as("lead", *TEAM)
    return Invitation.id.in_(
        select(SchemeInvitation.invitation_id).where(SchemeInvitation.scheme_id.in_(schemes))
    )
