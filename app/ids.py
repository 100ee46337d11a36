"""Identifiers: UUID version 7 (RFC 9562), ordered by the time they were made."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

from app import clock


class KnownId(UUID):
    """An id that is met often: it knows how it is written, which is half of what a page does with it."""

    __slots__ = ("hex", "text")
    text: str

    def __init__(self, text: str) -> None:
        super().__init__(text)
        object.__setattr__(self, "hex", UUID.hex.fget(self))  # type: ignore[attr-defined]
        object.__setattr__(self, "text", UUID.__str__(self))

    def __str__(self) -> str:
        return self.text

    def __reduce__(self):
        return KnownId, (self.text,)


def new_id() -> UUID:
    """A fresh UUIDv7: 48 bits of milliseconds, 74 random bits."""
    milliseconds = int(clock.now().timestamp() * 1000)
    random = secrets.randbits(74)
    value = milliseconds << 80 | 0x7 << 76 | (random >> 62) << 64 | 0b10 << 62 | random & (1 << 62) - 1
    return UUID(int=value)


def made_at(identifier: UUID) -> datetime | None:
    """The moment, by the clock of whoever made it, that a UUIDv7 carries.

    None for other versions, and for a moment that no calendar here knows (48 bits reach the year 10889).
    """
    if identifier.version != 7:
        return None
    try:
        return datetime.fromtimestamp((identifier.int >> 80) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def read_id(text: str | None) -> UUID | None:
    """The UUID written in `text`, or None where it is not one."""
    try:
        return UUID(text) if text else None
    except (ValueError, AttributeError, TypeError):
        return None
