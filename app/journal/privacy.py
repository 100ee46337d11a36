"""What journals say about privacy: who reads entries, and who read them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.db import db
from app.journal import policy
from app.journal.actions import content_at
from app.journal.content import content_of
from app.journal.models import Entry, EntryRevision, Reading
from app.journal.words import AUDIENCES, FEELINGS, PARTS, TALK
from app.matches.privacy import AFTER_CLOSING, by_mentors_of_past_matches
from app.privacy.erasing import Retained
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext

ENTRIES = Shown(
    Entry,
    said=lambda n: ngettext("%(n)s piece in your journal", "%(n)s pieces in your journal", n),
    mine=lambda person_id: Entry.author_id == person_id,
    grounds=(
        Ground(policy.read_as_pair_by, mark("because you shared it with everybody in the match")),
        Ground(policy.read_as_team_by, mark("because you shared it with the team")),
    ),
    trail=Reading.entry_id,
    one=mark("A piece in your journal"),
    opens="journal.entry",
)


def _earlier(row: EntryRevision) -> dict:
    return dict(content_at(db.session.get_one(Entry, row.entry_id), row.rev))


_CODES: dict[str, Mapping[Any, str]] = {
    "audience": AUDIENCES,
    "feeling": FEELINGS,
    "talk": TALK,
    "parts": PARTS,
}
HELD = (
    Held(
        Entry,
        mark("Journal"),
        ("on", "audience", "please_read", "written_at", "changed_at"),
        ("author_id",),
        told=lambda row: dict(content_of(row)),
        words=_CODES,
    ),
    Held(
        EntryRevision,
        mark("What stood in your journal before you changed it"),
        ("at", "audience", "please_read"),
        through=lambda actor: EntryRevision.entry_id.in_(select(Entry.id).where(Entry.author_id == actor.id)),
        told=_earlier,
        words=_CODES,
    ),
)

RETAINED = (
    Retained(
        Entry,
        mark("What a mentor wrote in a match"),
        AFTER_CLOSING,
        lambda now: by_mentors_of_past_matches(Entry.author_id, Entry.match_id, now),
    ),
)
