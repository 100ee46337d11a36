"""What accounts asks of higher rooms: where an invitation leads, who is staff, and who decides about whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from app.accounts.models import Invitation
from app.people.actor import Actor
from app.people.models import Person
from app.web.sockets import Socket

welcome: Socket[Callable[[Invitation, Person], None]] = Socket("what an invitation gives to who takes it")
described: Socket[Callable[[Invitation], dict[str, Any] | None]] = Socket(
    "what an invitation leads to, in words"
)
strict: Socket[Callable[[UUID], bool]] = Socket("whose sign-ins end sooner")
looking_after: Socket[Callable[[Actor], bool]] = Socket("who looks after accounts of others at all")
caretakers: Socket[Callable[[Actor, UUID], bool]] = Socket("who looks after whose account")
cared_for: Socket[Callable[[Actor], Select]] = Socket(
    "query twin of `caretakers`: the ids of who is looked after"
)
conflicts: Socket[Callable[[UUID, UUID], bool]] = Socket("who must not decide about whose account")
conflicting: Socket[Callable[[UUID], Select]] = Socket(
    "query twin of `conflicts`: the ids somebody may not decide about"
)


def is_strict(person_id: UUID) -> bool:
    """True for whom signing in lasts a working day at most."""
    return any(plug(person_id) for plug in strict)


def takes_care(actor: Actor, person_id: UUID) -> bool:
    """True for who looks after this person's account and has no stake in it."""
    return any(plug(actor, person_id) for plug in caretakers) and not any(
        plug(actor.id, person_id) for plug in conflicts
    )
