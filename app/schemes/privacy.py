"""What schemes say about privacy: who sees that somebody is here."""

from sqlalchemy import select

from app.db import db
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.schemes import policy
from app.schemes.models import Guardianship, Membership, Scheme
from app.schemes.words import ROLES
from app.web.language import mark, ngettext

PLACES = Shown(
    Scheme,
    said=lambda n: ngettext("your name and your role", "your name and your role, in %(n)s schemes", n),
    mine=lambda person_id: Scheme.id.in_(
        select(Membership.scheme_id).where(Membership.person_id == person_id)
    ),
    grounds=(Ground(policy.people_seen_by, mark("because they work for the scheme")),),
)


def _scheme_told(row: Membership | Guardianship) -> dict[str, str]:
    return {"scheme": db.session.get_one(Scheme, row.scheme_id).name}


HELD = (
    Held(
        Membership,
        mark("Your roles"),
        ("role", "since", "until"),
        ("person_id",),
        told=_scheme_told,
        words={"role": ROLES},
    ),
    Held(
        Guardianship,
        mark("Parents and guardians"),
        ("guardian_id", "mentee_id", "since", "until"),
        ("guardian_id", "mentee_id"),
        told=_scheme_told,
    ),
)
