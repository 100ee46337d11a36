"""What check-ins say about privacy: who reads what the team noted after a talk."""

from app.checkins import policy
from app.checkins.models import CheckIn
from app.matches.privacy import together
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext

CHECK_INS = Shown(
    CheckIn,
    said=lambda n: ngettext(
        "what the team noted after %(n)s talk with you", "what the team noted after %(n)s talks with you", n
    ),
    mine=lambda person_id: CheckIn.person_id == person_id,
    grounds=(Ground(policy.readable_by, mark("because the team looks after your match")),),
)

RETAINED = (together(CheckIn, mark("What the team noted after a talk")),)
