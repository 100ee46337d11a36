"""What getting to know each other says about privacy: who reads a card or a sheet."""

from app.acquaintance import policy
from app.acquaintance.content import card_bound, open_own, sheet_bound
from app.acquaintance.models import AboutMe, Sheet
from app.matches.privacy import together
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext

CARDS = Shown(
    AboutMe,
    said=lambda n: ngettext("your card, what you shared of it", "%(n)s cards, what you shared of them", n),
    mine=lambda person_id: AboutMe.person_id == person_id,
    grounds=(Ground(policy.cards_read_by, mark("because you are in a match together")),),
)
SHEETS = Shown(
    Sheet,
    said=lambda n: ngettext("your preparation", "%(n)s preparations", n),
    mine=lambda person_id: Sheet.person_id == person_id,
    grounds=(Ground(policy.sheets_read_by, mark("because all of you were ready")),),
)

HELD = (
    Held(
        AboutMe,
        mark("My card"),
        ("changed_at", "shared"),
        ("person_id",),
        told=lambda row: dict(open_own(row, card_bound(row))),
    ),
    Held(
        Sheet,
        mark("Preparing"),
        ("changed_at", "ready_at"),
        ("person_id",),
        told=lambda row: dict(open_own(row, sheet_bound(row))),
    ),
)

RETAINED = (together(Sheet, mark("Preparing")),)
