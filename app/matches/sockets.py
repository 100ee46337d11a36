"""What higher rooms bring to a match: what is to be done in it, who is not ready for one, and what a keepsake holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.prepared import Lookup
from app.web.sockets import Socket


@dataclass(frozen=True)
class ToDo:
    """One thing that is to be done in a match: what (said in the reader's language), why, by whom, and where.

    `who` is empty where the reader does it; else it names who is waited for.
    """

    what: str
    why: str = ""
    who: str = ""
    path: str = ""
    place: int = 50

    @property
    def mine(self) -> bool:
        """True where the reader can do it now."""
        return not self.who and bool(self.path)


@dataclass(frozen=True)
class Kept:
    """One thing somebody may take along when a match is over: a goal reached, a cheer, their own words."""

    key: str
    kind: str  # goal, win, cheer, words, thanks
    said: str
    by: str = ""
    on: date | None = None
    tone: int = 0  # the colour number of who said it


@dataclass(frozen=True)
class Known:
    """One thing that is good to know before the next session: whose it is, about what, in their own words."""

    by: str
    about: str
    said: str


# `to_do(actor, matches)` for the matches of somebody (MatchView): a lookup, or what needs none.
to_do: Socket[Callable[[Any, list[Any]], Lookup[dict[UUID, list[ToDo]]] | dict[UUID, list[ToDo]]]] = Socket(
    "what is to be done in a match"
)
# `good_to_know(actor, match_ids)` gives for each match what to read before a session, a lookup or what needs none.
good_to_know: Socket[
    Callable[[Any, list[UUID]], Lookup[dict[UUID, list[Known]]] | dict[UUID, list[Known]]]
] = Socket("what is good to know before a session")
# `unready(scheme, person_id, side)` gives the sentence why somebody cannot be matched yet, or None.
unready: Socket[Callable[[Any, UUID, str], str | None]] = Socket("why somebody cannot be matched yet")
# `keepsakes(actor, match)` gives what this person may put in their keepsake.
keepsakes: Socket[Callable[[Any, Any], list[Kept]]] = Socket("what somebody may take along from a match")
# `moved(actor, match, verb)` is called after a move, in its transaction.
moved: Socket[Callable[[Any, Any, str], None]] = Socket("what happens elsewhere when a match moved")
