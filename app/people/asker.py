"""The asker: stands in for an actor while a read is prepared; who it is, and when, comes with the values of each asking.

A query twin of a policy takes an asker as it takes an actor, as long as it asks the actor for the moment.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Uuid, bindparam

from app.people.actor import Actor, Grant
from app.prepared import Prepared

NOBODY = "an asker is no one person: ask a query twin"


class Asker(Actor):
    """Whoever holds these roles, each in some scheme."""

    now: Any = bindparam("now")

    def __init__(self, roles: tuple[str, ...] = ()) -> None:
        self.id: Any = bindparam("me", type_=Uuid())  # and nothing else that an actor has
        self.grants = [
            Grant(bindparam(f"scheme_{place}", type_=Uuid()), role)  # type: ignore[arg-type]
            for place, role in enumerate(roles)
        ]

    def schemes_as(self, *roles: str) -> Any:
        """The schemes in which whoever asks holds one of `roles`: as many values as there are such roles."""
        return [grant.scheme_id for grant in self.grants if grant.role in roles]

    @property
    def lock(self) -> str:  # type: ignore[override]
        """Refused: a read is prepared for many, with a lock and without."""
        raise TypeError(NOBODY)

    def holds(self, *_asked: Any) -> bool:
        """Refused: only some of many hold it."""
        raise TypeError(NOBODY)


def asked_by(actor: Actor) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The roles of an asker that stands in for this actor, and the values that make it this one, now."""
    grants = sorted(actor.grants, key=lambda grant: grant.role)
    schemes = {f"scheme_{place}": grant.scheme_id for place, grant in enumerate(grants)}
    return tuple([grant.role for grant in grants]), {"me": actor.id, "now": actor.now, **schemes}


class PreparedFor:
    """A prepared read for each kind of asker: `build(asker, *which)` puts it together, `which` being the room's own."""

    def __init__(self, build: Callable[..., Select]) -> None:
        self._for = lru_cache(256)(lambda roles, *which: Prepared(build(Asker(roles), *which)))

    def rows(self, actor: Actor, *which: Hashable, **values: Any) -> list:
        """All rows for this actor, now."""
        roles, asked = asked_by(actor)
        return self._for(roles, *which).rows(**asked, **values)


ASKER = Asker()  # whoever asks, whatever they hold
