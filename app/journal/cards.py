"""What the journal shows on Today: sessions that were not written down yet."""

from datetime import timedelta
from typing import Any

from app.journal.queries import unwritten
from app.web import language

LOOKS_BACK = timedelta(days=10)


def to_write(actor, day) -> dict[str, Any] | None:
    """Recent sessions without a view of this person, at most three; nothing when all is written."""
    running = {match.id: match for match in day.matches if match.state in ("agreeing", "active", "closing")}
    found = unwritten(actor, list(running), language.today() - LOOKS_BACK)
    return {"unwritten": found, "matches": running} if found else None
