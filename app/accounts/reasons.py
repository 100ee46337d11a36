"""Why a recovery was asked, in the team's own words: sealed for its row, with the key of who is let back in."""

from typing import Any

from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


def _bound(recovery: Any) -> str:
    return f"recovery|sealed|{recovery.id}|{recovery.person_id}|{recovery.asked_by}"


def seal_reason(recovery: Any, reason: str) -> bytes:
    """Seal it; when their key is destroyed it cannot be read any more."""
    return seal_fields(key_of(recovery.person_id, PURPOSE), {"reason": reason}, _bound(recovery))


def open_reason(key: bytes, recovery: Any) -> str:
    """The reason, with the data key of the person."""
    return unseal_fields(key, recovery.sealed, _bound(recovery))["reason"]
