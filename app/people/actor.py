"""The actor: a person as the policies see them, with the roles they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from app import clock
from app.people.models import tone
from app.web.sockets import Socket


class Grant(NamedTuple):
    """A role somebody holds in a scheme."""

    scheme_id: UUID
    role: str


# One plug, brought by the room that keeps the roles: person id -> the grants in force.
grants: Socket[Callable[[UUID], list[Grant]]] = Socket("the roles a person holds")


@dataclass
class Actor:
    """A person who wants to do something; policies get this and no request."""

    id: UUID
    called: str
    language: str
    lock: str = ""  # of their own lock on what only they read: "" (they have none), "open" or "closed"

    @property
    def now(self) -> datetime:
        """The moment at which they ask, aware, in UTC."""
        return clock.now()

    @property
    def tone(self) -> int:
        """The colour number of this person's avatar."""
        return tone(self.id)

    @cached_property
    def grants(self) -> list[Grant]:
        """The roles in force, read once."""
        return [grant for source in grants for grant in source(self.id)]

    @property
    def known(self) -> bool:
        """True when the roles were read already, so that asking for them costs nothing."""
        return "grants" in self.__dict__

    def schemes_as(self, *roles: str) -> set[UUID]:
        """The schemes in which this person holds one of `roles`."""
        return {grant.scheme_id for grant in self.grants if grant.role in roles}

    def holds(self, scheme_id: UUID, *roles: str) -> bool:
        """True when this person holds one of `roles` in the scheme."""
        return any(grant.scheme_id == scheme_id and grant.role in roles for grant in self.grants)
