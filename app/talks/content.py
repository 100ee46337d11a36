"""The words of a talk request and of its answer, sealed for their row and their reader."""

from typing import Any
from uuid import UUID

from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


def _bound(request: Any, column: str, by_id: UUID) -> str:
    return f"talk_request|{column}|{request.id}|{by_id}|{request.person_id}|{request.scheme_id}"


def sealed(request: Any, column: str, by_id: UUID, said: str) -> bytes:
    """Words sealed with the key of who wrote them."""
    return seal_fields(key_of(by_id, PURPOSE), {"said": said}, _bound(request, column, by_id))


def open_answer(key: bytes, row: Any) -> str:
    """The words of an answer from a query's row with its columns, with the key of who wrote it at hand."""
    return unseal_fields(key, row.sealed, _bound(row, "answer", row.by_id))["said"]


def said(request: Any, column: str, by_id: UUID | None) -> str:
    """The words in one column; '' where there are none."""
    held = getattr(request, column)
    if not held or by_id is None:
        return ""
    return unseal_fields(key_of(by_id, PURPOSE), held, _bound(request, column, by_id))["said"]
