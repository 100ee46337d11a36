"""What the outbox says about privacy: which phones wrote, and when they were last heard of."""

from datetime import timedelta

from app.flags.models import Flag
from app.offline.models import Phone
from app.privacy.erasing import Retained, Trace
from app.privacy.held import Held
from app.web.language import mark
from app.web.receipts import Receipt

HELD = (
    Held(
        Phone,
        mark("Phones that wrote without network"),
        ("made_at", "seen_at", "waiting", "version"),
        ("person_id",),
    ),
)

TRACES = (Trace(Receipt, ("person_id",)), Trace(Flag, ("person_id", "about_id")))
RETAINED = (
    Retained(
        Receipt,
        mark("That something from a phone arrived"),
        mark("For a year."),
        lambda now: Receipt.server_at < now - timedelta(days=365),
    ),
    Retained(
        Flag,
        mark("Signs to the team"),
        mark("For a year after they were looked at."),
        lambda now: Flag.lowered_at < now - timedelta(days=365),
    ),
)
