"""What is held about somebody: for each table which rows are theirs, what is told of them, and how it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true

from app.web.language import mark
from app.web.sockets import Socket

TOGETHER = mark("Because it is also of the other in your match.")
CHECKED = mark("Because the scheme has to show for a while what it checked.")
FOR_OTHERS = mark("Because you wrote it for somebody else in your work for the scheme.")


def _nothing(_row: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Held:
    """The rows of one table that are somebody's, and what of them is told; what is not named here stays here.

    Theirs are rows in which one of the columns `by` names them, and those that `through(actor)` finds; `only(actor)`
    takes out what they may not read, not yet or no longer. Told are the columns `facts`, in their order, and the
    sealed words that `told(row)` opens. `words` says how codes read: by field, code to a marked text. When somebody is
    erased the rows that name them `by` go, unless `stays` says, marked, why these stay for a while.
    """

    table: type[Any]
    label: str
    facts: tuple[str, ...]
    by: tuple[str, ...] = ()
    through: Callable[[Any], ColumnElement[bool]] | None = None
    only: Callable[[Any], ColumnElement[bool]] | None = None
    told: Callable[[Any], dict[str, Any]] = _nothing
    words: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    stays: str = ""

    def goes(self, person_id: UUID) -> ColumnElement[bool] | None:
        """The rows that go when this person is erased; None where none do."""
        if self.stays or not self.by:
            return None
        return or_(*(self.table.__table__.c[name] == person_id for name in self.by))

    def mine(self, actor: Any) -> ColumnElement[bool]:
        """The rows of this person, as far as they may read them now."""
        columns = self.table.__table__.c
        found = [columns[name] == actor.id for name in self.by]
        if self.through is not None:
            found.append(self.through(actor))
        return or_(*found) & (self.only(actor) if self.only else true())


held: Socket[tuple[Held, ...]] = Socket("what is held about somebody")
