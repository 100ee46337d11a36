"""What my data says about privacy itself: that somebody asked to let everything go."""

from app.mydata.models import Erasure
from app.privacy.held import Held
from app.web.language import mark

HELD = (
    Held(
        Erasure,
        mark("When you asked to let everything go"),
        ("asked_at", "due_at", "withdrawn_at"),
        ("person_id",),
        stays=mark("To show that it was done."),
    ),
)
