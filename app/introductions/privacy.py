"""What introductions say about privacy: who sees whom somebody got to know."""

from app.introductions import policy
from app.introductions.actions import PURPOSE, open_introduction
from app.introductions.models import Introduction
from app.matches.privacy import together
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.sealing.vault import key_of
from app.web.language import mark, ngettext

INTRODUCTIONS = Shown(
    Introduction,
    said=lambda n: ngettext(
        "%(n)s introduction that you wrote down", "%(n)s introductions that you wrote down", n
    ),
    mine=lambda person_id: Introduction.author_id == person_id,
    grounds=(Ground(policy.seen_by, mark("because you are in a match together")),),
)

HELD = (
    Held(
        Introduction,
        mark("Getting to know people"),
        ("on", "made_at"),
        ("author_id",),
        told=lambda row: open_introduction(key_of(row.author_id, PURPOSE), row),
    ),
)

RETAINED = (together(Introduction, mark("Getting to know people")),)
