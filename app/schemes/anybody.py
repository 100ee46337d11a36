"""Anybody: an actor who stands for every person at once, so that a query twin says who can read, and not what."""

from typing import Any

from sqlalchemy import Uuid, bindparam, literal_column, or_, select
from sqlalchemy.orm import aliased

from app.people.actor import Actor
from app.people.models import Person
from app.schemes.models import Membership

# The person of each row of a statement that selects from READER. The id is named as text, so that a
# subquery of any depth means the reader of the statement around it, and not all people there are.
READER = aliased(Person, name="reader")
_held = aliased(Membership)
READER_ID: Any = literal_column("reader.id", type_=Uuid())


class Anybody(Actor):
    """Whoever is READER: `readable_by(ANYBODY)` is a condition on both the person and the thing."""

    now: Any = bindparam("now")

    def schemes_as(self, *roles: str) -> Any:
        """The schemes in which the reader holds one of `roles`, as the database knows them."""
        now = self.now
        return select(_held.scheme_id).where(
            _held.person_id == READER_ID,
            _held.role.in_(roles),
            _held.since <= now,
            or_(_held.until.is_(None), _held.until > now),
        )

    def holds(self, *_asked: Any) -> bool:
        """Refused: only query twins can be asked of everybody at once."""
        raise TypeError("anybody is no one person: ask a query twin")


ANYBODY = Anybody(id=READER_ID, called="", language="")
