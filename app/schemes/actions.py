"""How schemes come to be, who gets and loses which role in them, and what their lead sets."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.accounts import actions as accounts
from app.accounts.models import Invitation
from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.schemes import policy
from app.schemes.forms import InviteForm, SettingsForm
from app.schemes.merge import Merge
from app.schemes.models import (
    Guardianship,
    Membership,
    Organisation,
    Scheme,
    SchemeInvitation,
    SchemeRevision,
)
from app.schemes.queries import holds_role, in_force
from app.schemes.settings import SchemeSettings, defaults_of, settings_of
from app.schemes.sockets import role_ended
from app.schemes.words import CHOICES
from app.web.language import _
from app.web.verbs import Refused

LASTS = {"now": timedelta(minutes=10), "home": timedelta(hours=72)}


def found_scheme(organisation_name: str, scheme_name: str, template: str = "youth") -> Scheme:
    """Make a scheme; an organisation of this name that is there already runs it too."""
    organisation = db.session.scalars(
        select(Organisation).where(Organisation.name == organisation_name)
    ).first()
    if organisation is None:
        organisation = Organisation(name=organisation_name)
        db.session.add(organisation)
        db.session.flush()
    scheme = Scheme(organisation_id=organisation.id, name=scheme_name, template=template, settings={}, rev=1)
    db.session.add(scheme)
    db.session.flush()
    _keep_revision(scheme, None)
    return scheme


def give_role(scheme: Scheme, person_id: UUID, role: str, by: UUID | None = None) -> Membership:
    """Give somebody a role in a scheme from now on; who holds it already keeps it."""
    held = db.session.scalars(
        select(Membership).where(
            Membership.scheme_id == scheme.id,
            Membership.person_id == person_id,
            Membership.role == role,
            in_force(),
        )
    ).first()
    if held is not None:
        return held
    membership = Membership(
        person_id=person_id, scheme_id=scheme.id, role=role, since=clock.now(), given_by=by
    )
    db.session.add(membership)
    db.session.flush()
    return membership


def end_role(membership: Membership, by: Actor | None = None) -> None:
    """End a role now; what it gave access to is closed with it, and the row stays as history."""
    if membership.until is not None and membership.until <= clock.now():
        return
    membership.until = clock.now()
    membership.ended_by = by.id if by else None
    db.session.flush()
    for plug in role_ended:
        plug(by, membership)


def let_go(actor: Actor, membership: Membership, _values: Any, _op_id: UUID) -> Membership:
    """End somebody's role; the last lead of a scheme stays."""
    if membership.role == "lead" and not _another_lead(membership):
        raise Refused(_("A scheme needs a lead. Invite another lead first."))
    end_role(membership, actor)
    return membership


def _another_lead(membership: Membership) -> bool:
    found = select(Membership.id).where(
        Membership.scheme_id == membership.scheme_id,
        Membership.role == "lead",
        Membership.person_id != membership.person_id,
        in_force(),
    )
    return db.session.scalar(found.limit(1)) is not None


@dataclass(frozen=True)
class Invited:
    """An invitation with its code, which is nowhere else: the page that answers shows it, once."""

    id: UUID
    code: str
    invitation: Invitation


def invite(actor: Actor, scheme: Scheme, values: InviteForm, _op_id: UUID) -> Invited:
    """Make a way in for somebody, with a role."""
    if not policy.may_give(actor, scheme, values.role):
        raise Refused(_("Only the lead of the scheme invites staff."), "role")
    mentee_id = _whose(scheme, values)
    invitation, code = accounts.invite("join", actor.id, LASTS[values.lasts])
    db.session.add(
        SchemeInvitation(
            id=invitation.id,
            scheme_id=scheme.id,
            role=values.role,
            meant_for=values.meant_for,
            mentee_id=mentee_id,
        )
    )
    db.session.flush()
    return Invited(invitation.id, code, invitation)


def _whose(scheme: Scheme, values: InviteForm) -> UUID | None:
    """Whose guardian is invited; nobody's for other roles."""
    if values.role != "guardian" or values.mentee is None:
        return None
    if not holds_role(scheme.id, values.mentee, "mentee"):
        raise Refused(_("This young person is no longer in the scheme."), "mentee")
    return values.mentee


def care_for(scheme: Scheme, guardian_id: UUID, mentee_id: UUID, by: UUID | None = None) -> Guardianship:
    """Somebody is the parent or guardian of a young person in a scheme from now on."""
    there = db.session.scalars(
        select(Guardianship).where(
            Guardianship.scheme_id == scheme.id,
            Guardianship.guardian_id == guardian_id,
            Guardianship.mentee_id == mentee_id,
            Guardianship.until.is_(None),
        )
    ).first()
    if there is not None:
        return there
    guardianship = Guardianship(
        scheme_id=scheme.id, guardian_id=guardian_id, mentee_id=mentee_id, since=clock.now(), given_by=by
    )
    db.session.add(guardianship)
    db.session.flush()
    return guardianship


def invite_first_lead(scheme: Scheme, meant_for: str) -> Invited:
    """A way in for the lead of a scheme that has nobody yet; the operator makes it at the command line."""
    invitation, code = accounts.invite("join", None, LASTS["home"], length=16)
    db.session.add(SchemeInvitation(id=invitation.id, scheme_id=scheme.id, role="lead", meant_for=meant_for))
    db.session.flush()
    return Invited(invitation.id, code, invitation)


def withdraw(_actor: Actor, meant: SchemeInvitation, _values: Any, _op_id: UUID) -> SchemeInvitation:
    """Take an invitation back; its code is worth nothing from now on."""
    invitation = db.session.get_one(Invitation, meant.id)
    if invitation.used_at is not None:
        raise Refused(_("Too late: this invitation was used already."))
    invitation.withdrawn_at = invitation.withdrawn_at or clock.now()
    db.session.flush()
    return meant


def welcome(invitation: Invitation, person: Person) -> None:
    """What somebody gets who joined by an invitation of a scheme: their role."""
    meant = db.session.get(SchemeInvitation, invitation.id)
    if meant is not None:
        scheme = db.session.get_one(Scheme, meant.scheme_id)
        give_role(scheme, person.id, meant.role, invitation.made_by)
        if meant.mentee_id is not None:
            care_for(scheme, person.id, meant.mentee_id, invitation.made_by)


def set_up(actor: Actor, scheme: Scheme, values: SettingsForm, _op_id: UUID) -> Scheme:
    """Change the name and the settings of a scheme; what somebody else changed meanwhile stays."""
    merge = merge_of(scheme, values)
    if merge.crossed:
        raise Refused(
            _("Somebody else changed this too. Look what it should be, and save again."),
            also={name: both_said(name, *pair) for name, pair in merge.crossed.items()},
        )
    if merge.result != merge.theirs:
        settings = dict(merge.result)
        scheme.name = settings.pop("name")
        scheme.settings = SchemeSettings(**settings).differences(scheme.template)
        scheme.rev += 1
        _keep_revision(scheme, actor.id)
    return scheme


def merge_of(scheme: Scheme, values: SettingsForm) -> Merge:
    """What was typed, what the scheme has now, and what both started from."""
    mine = {"name": values.name, **values.all()}
    theirs = {"name": scheme.name, **settings_of(scheme).all()}
    kept = db.session.get(SchemeRevision, (scheme.id, min(values.rev, scheme.rev)))
    base = {"name": kept.name, **defaults_of(scheme.template), **kept.settings} if kept else theirs
    return Merge(base, theirs, mine)


def both_said(name: str, theirs: Any, mine: Any) -> str:
    """The sentence about a setting that two people changed at once."""
    if name in CHOICES:
        theirs, mine = _(CHOICES[name][theirs]), _(CHOICES[name][mine])
    if isinstance(mine, bool):
        theirs, mine = (_("yes") if said else _("no") for said in (theirs, mine))
    return _("Somebody else made this: %(theirs)s. You made it: %(mine)s.", theirs=theirs, mine=mine)


def _keep_revision(scheme: Scheme, by: UUID | None) -> None:
    db.session.add(
        SchemeRevision(
            scheme_id=scheme.id,
            rev=scheme.rev,
            name=scheme.name,
            settings=scheme.settings,
            by_id=by,
            at=clock.now(),
        )
    )
    db.session.flush()
