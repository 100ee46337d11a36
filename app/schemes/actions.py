"""How schemes come to be, and who gets which role in them."""

from uuid import UUID

from app import clock
from app.db import db
from app.schemes.models import Membership, Organisation, Scheme


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
