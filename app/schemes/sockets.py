"""What higher rooms do and show when a person of a scheme is concerned."""

from collections.abc import Callable

from app.people.actor import Actor
from app.schemes.models import Membership
from app.surfaces import Card
from app.web.sockets import Socket

# Each plug gets who ended the role (None for the command line) and the membership, its end already set.
role_ended: Socket[Callable[[Actor | None, Membership], None]] = Socket("what ends with a role")
# `about(actor, place)`, where `place` is the person in the scheme (app.schemes.queries.Place).
beside_person: Socket[Card] = Socket("what staff see about a person of their scheme")
# The same, for who looks after the account of that person and has no stake in it.
for_caretaker: Socket[Card] = Socket("what who looks after somebody's account can do for them")
