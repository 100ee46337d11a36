"""What journals say about privacy: who reads entries, and who read them."""

from app.journal import policy
from app.journal.models import Entry, Reading
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
