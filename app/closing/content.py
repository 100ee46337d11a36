"""What people write when they close, sealed for its row and its writer."""

from typing import Any

from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of, opened

PURPOSE = "journal"
Content = dict[str, Any]


def bound(row: Any, kind: str) -> str:
    """What a row is bound to: look_back, thanks or keepsake."""
    if kind == "thanks":
        return f"thanks|sealed|{row.id}|{row.from_id}|{row.match_id}|{row.to_id}"
    writer = row.owner_id if kind == "keepsake" else row.person_id
    return f"{kind}|sealed|{row.id}|{writer}|{row.match_id}"


def seal(writer: Any, row: Any, kind: str, content: Content) -> bytes:
    """Seal the words with the writer's key."""
    return seal_fields(key_of(writer, PURPOSE), content, bound(row, kind))


def open_own(writer: Any, row: Any, kind: str) -> Content:
    """The words of somebody's own row."""
    return unseal_fields(key_of(writer, PURPOSE), row.sealed, bound(row, kind))


def open_row(writer: Any, row: Any, kind: str) -> Content:
    """The words from a query's row that brings the writer's key."""
    return unseal_fields(opened(writer, PURPOSE, row.ring_key, row.wrapped), row.sealed, bound(row, kind))
