"""What stands on a card and on a sheet, sealed for its row, its writer and its readers."""

from typing import Any

from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of, opened

PURPOSE = "journal"
Content = dict[str, str]


def card_bound(card: Any) -> str:
    """What a card is bound to: it opens in no other row, for nobody else, and with no more of it shared."""
    shared = ",".join(sorted(card.shared))
    return f"about_me|sealed|{card.id}|{card.person_id}|{card.scheme_id}|{shared}"


def sheet_bound(sheet: Any) -> str:
    """What a sheet is bound to."""
    return f"sheet|sealed|{sheet.id}|{sheet.person_id}|{sheet.match_id}"


def seal(row: Any, content: Content, bound: str) -> bytes:
    """Seal the words with the writer's key."""
    return seal_fields(key_of(row.person_id, PURPOSE), dict(content), bound)


def open_own(row: Any, bound: str) -> Content:
    """The words of somebody's own card or sheet."""
    return unseal_fields(key_of(row.person_id, PURPOSE), row.sealed, bound)


def open_row(row: Any, bound: str) -> Content:
    """The words from a query's row that brings the writer's key."""
    key = opened(row.person_id, PURPOSE, row.ring_key, row.wrapped)
    return unseal_fields(key, row.sealed, bound)
