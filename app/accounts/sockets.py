"""What higher rooms tell accounts: what joining gives, who is staff, who cares for whom, and who may never decide."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.accounts.models import Invitation
from app.people.actor import Actor
from app.people.models import Person
from app.web.sockets import Socket

welcome: Socket[Callable[[Invitation, Person], None]] = Socket("what somebody gets who joined by invitation")
described: Socket[Callable[[Invitation], dict[str, Any] | None]] = Socket("who invites, into what, as what")
strict: Socket[Callable[[UUID], bool]] = Socket("people whose sign-ins end soon: staff")
caretakers: Socket[Callable[[Actor, UUID], bool]] = Socket("staff who may care for a person's account")
conflicts: Socket[Callable[[UUID, UUID], bool]] = Socket("who may never decide about a person's account")
