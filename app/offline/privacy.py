"""What the outbox says about privacy: which phones wrote, and when they were last heard of."""

from app.offline.models import Phone
from app.privacy.held import Held
from app.web.language import mark

HELD = (
    Held(
        Phone,
        mark("Phones that wrote without network"),
        ("made_at", "seen_at", "waiting", "version"),
        ("person_id",),
    ),
)
