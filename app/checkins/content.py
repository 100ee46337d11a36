"""What was said in a check-in, sealed for its row."""

from typing import Any

from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


def _bound(check_in: Any) -> str:
    return f"check_in|sealed|{check_in.id}|{check_in.by_id}|{check_in.match_id}|{check_in.person_id}"


def seal_content(check_in: Any, fields: dict[str, Any]) -> bytes:
    """Seal the signs and the words with the caller's key."""
    return seal_fields(key_of(check_in.by_id, PURPOSE), fields, _bound(check_in))


def open_content(key: bytes, check_in: Any) -> dict[str, Any]:
    """The signs and the words."""
    return unseal_fields(key, check_in.sealed, _bound(check_in))
