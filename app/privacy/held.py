"""What is held about somebody: for each table which rows are theirs, and how these read in clear."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_

from app.web.sockets import Socket


def _nothing(_row: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Held:
    """The rows of one table that are somebody's: those in which one of the columns `by` names them.

    `only(person_id)` takes out what is not theirs to read yet; `through(person_id)` finds rows that hang on
    something of theirs, and stands in the place of `by`. `told(row)` gives the sealed words in clear.
    """

    table: type[Any]
    label: str
    by: tuple[str, ...] = ()
    told: Callable[[Any], dict[str, Any]] = _nothing
    only: Callable[[UUID], ColumnElement[bool]] | None = None
    through: Callable[[UUID], ColumnElement[bool]] | None = None

    def mine(self, person_id: UUID) -> ColumnElement[bool]:
        """The rows of this person."""
        if self.through is not None:
            return self.through(person_id)
        columns = self.table.__table__.c
        found = or_(*(columns[name] == person_id for name in self.by))
        return found & self.only(person_id) if self.only else found


held: Socket[tuple[Held, ...]] = Socket("what is held about somebody")
