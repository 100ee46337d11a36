"""How schemes come to be, and who gets which role in them."""

from datetime import timedelta
from uuid import UUID

from app import clock
from app.accounts import actions as accounts
from app.accounts.models import Invitation
from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.schemes.forms import InviteForm, SettingsForm
from app.schemes.models import STAFF, Membership, Organisation, Scheme, SchemeInvitation
from app.schemes.settings import SchemeSettings
from app.web.language import _
from app.web.verbs import Refused

BESIDE = timedelta(minutes=10)
AT_HOME = timedelta(hours=72)


def found_scheme(organisation_name: str, scheme_name: str, template: str = "youth") -> Scheme:
    """Make a scheme; an organisation of this name that is there already runs it too."""
    organisation = db.session.scalars(
        db.select(Organisation).where(Organisation.name == organisation_name)
    ).first()
    if organisation is None:
        organisation = Organisation(name=organisation_name)
        db.session.add(organisation)
        db.session.flush()
    scheme = Scheme(organisation_id=organisation.id, name=scheme_name, template=template, settings={})
    db.session.add(scheme)
    db.session.flush()
    return scheme


def give_role(scheme: Scheme, person_id: UUID, role: str, by: UUID | None = None) -> Membership:
    """Give somebody a role in a scheme from now on."""
    membership = Membership(
        person_id=person_id, scheme_id=scheme.id, role=role, since=clock.now(), given_by=by
    )
    db.session.add(membership)
    db.session.flush()
    return membership


def end_role(membership: Membership) -> None:
    """End a role now; what it gave access to is closed with it."""
    membership.until = clock.now()
    db.session.flush()


def invite(actor: Actor, scheme: Scheme, values: InviteForm, _op_id: UUID) -> Invitation:
    """Invite somebody into a role; the code stands on the invitation (`code`) this once and is not kept."""
    if values.role in STAFF and not actor.holds(scheme.id, "lead"):
        raise Refused(_("Only the lead invites people to the team."), "role")
    beside = values.lasts == "now"
    invitation, code = accounts.invite(
        "join", actor.id, BESIDE if beside else AT_HOME, length=10 if beside else 16
    )
    db.session.add(
        SchemeInvitation(
            invitation_id=invitation.id, scheme_id=scheme.id, role=values.role, meant_for=values.meant_for
        )
    )
    db.session.flush()
    invitation.code = code
    return invitation


def invite_first_lead(scheme: Scheme, meant_for: str) -> Invitation:
    """Invite the lead of a scheme that has nobody yet; the code stands on the invitation this once."""
    invitation, code = accounts.invite("join", None, AT_HOME, length=16)
    db.session.add(
        SchemeInvitation(invitation_id=invitation.id, scheme_id=scheme.id, role="lead", meant_for=meant_for)
    )
    db.session.flush()
    invitation.code = code
    return invitation


def withdraw(_actor: Actor, invitation: Invitation, _values, _op_id: UUID) -> Invitation:
    """Take an invitation back; a code that was handed over stops working."""
    if invitation.used_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = clock.now()
        db.session.flush()
    return invitation


def set_up(_actor: Actor, scheme: Scheme, values: SettingsForm, _op_id: UUID) -> Scheme:
    """Change a scheme's name and clocks; only what differs from the defaults is stored."""
    if values.rev != scheme.rev:
        raise Refused(_("Somebody else changed these settings meanwhile. Look at them once more."))
    asked = values.model_dump(exclude={"name", "rev"})
    defaults = SchemeSettings().model_dump()
    scheme.name = values.name
    scheme.settings = {name: value for name, value in asked.items() if value != defaults[name]}
    scheme.rev += 1
    db.session.flush()
    return scheme


def welcome(invitation: Invitation, person: Person) -> None:
    """Give who joined the role that their invitation holds."""
    meant = db.session.get(SchemeInvitation, invitation.id)
    if meant is not None:
        give_role(db.session.get_one(Scheme, meant.scheme_id), person.id, meant.role, invitation.made_by)
