"""What people say about privacy: what somebody is called, and in which language they read."""

from app.people.models import Person
from app.privacy.held import Held
from app.web.language import mark

NAMELESS = mark("Without your name: so that what others wrote stays whole.")

HELD = (
    Held(Person, mark("Your account"), ("called", "language", "made_at", "left_at"), ("id",), stays=NAMELESS),
)
