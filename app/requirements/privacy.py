"""What requirements say about privacy: who sees what was checked of a mentor."""

from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.requirements import policy
from app.requirements.models import Requirement
from app.requirements.words import KINDS
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
    ),
)
