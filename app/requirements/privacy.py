"""What requirements say about privacy: who sees what was checked of a mentor."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_

from app.privacy.erasing import Retained
from app.privacy.held import CHECKED, Held
from app.privacy.shown import Ground, Shown
from app.requirements import policy
from app.requirements.models import Requirement
from app.requirements.words import KINDS
from app.schemes.models import Membership
from app.web.language import mark, ngettext

REQUIREMENTS = Shown(
    Requirement,
    said=lambda n: ngettext(
        "that %(n)s thing was checked, like your VOG", "that %(n)s things were checked, like your VOG", n
    ),
    mine=lambda person_id: Requirement.person_id == person_id,
    grounds=(Ground(policy.seen_by, mark("because the team checks this of every mentor")),),
)

HELD = (
    Held(
        Requirement,
        mark("What a mentor needs"),
        ("kind", "seen_on", "expires_on", "made_at", "taken_back_at"),
        ("person_id",),
        words={"kind": KINDS},
        stays=CHECKED,
    ),
)


def _long_gone(now: datetime) -> ColumnElement[bool]:
    here = exists().where(
        Membership.person_id == Requirement.person_id,
        Membership.scheme_id == Requirement.scheme_id,
        or_(Membership.until.is_(None), Membership.until > now - timedelta(days=365)),
    )
    return (Requirement.made_at < now - timedelta(days=365)) & ~here


RETAINED = (
    Retained(
        Requirement,
        mark("What a mentor needs"),
        mark("For a year after a mentor left the scheme."),
        _long_gone,
    ),
)
