"""What openings show on Today: that one waits for a second person, or for a decision about telling."""

from typing import Any

from app.openings import policy, queries


def waits(actor, _day) -> dict[str, Any] | None:
    """For contact persons and leads."""
    number = queries.waiting_for(actor) if policy.guards(actor) else 0
    return {"number": number} if number else None
