"""What closing says about privacy: who reads how somebody looks back, and their thank-yous."""

from app.closing import policy
from app.closing.content import open_own
from app.closing.models import Keepsake, LookBack, Thanks
from app.closing.words import CONTACT
from app.matches.privacy import together
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext

LOOK_BACKS = Shown(
    LookBack,
    said=lambda n: ngettext("how you look back", "how you look back, %(n)s times", n),
    mine=lambda person_id: LookBack.person_id == person_id,
    grounds=(
        Ground(policy.look_backs_read_by, mark("because all of you looked back, or the match is over")),
    ),
)
THANKS = Shown(
    Thanks,
    said=lambda n: ngettext("%(n)s thank-you note", "%(n)s thank-you notes", n),
    mine=lambda person_id: Thanks.from_id == person_id,
    grounds=(Ground(policy.thanks_read_by, mark("because you wrote it to them, and it is opened")),),
)

HELD = (
    Held(
        LookBack,
        mark("Looking back"),
        ("changed_at", "ready_at"),
        ("person_id",),
        told=lambda row: open_own(row.person_id, row, "look_back"),
        words={"contact": CONTACT},
    ),
    Held(
        Thanks,
        mark("Thank-you notes"),
        ("changed_at", "from_id", "to_id", "opened_at"),
        ("from_id",),
        through=lambda actor: Thanks.to_id == actor.id,
        only=policy.thanks_read_by,
        told=lambda row: open_own(row.from_id, row, "thanks"),
    ),
    Held(
        Keepsake,
        mark("My keepsake"),
        ("made_at",),
        ("owner_id",),
        told=lambda row: open_own(row.owner_id, row, "keepsake"),
    ),
)

RETAINED = (together(LookBack, mark("Looking back")), together(Thanks, mark("Thank-you notes")))
