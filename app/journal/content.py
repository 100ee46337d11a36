"""What stands in an entry, sealed for its row, author and audience."""

from typing import Any, TypedDict
from uuid import UUID

from app.journal.models import Entry
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


class Content(TypedDict, total=False):
    """The words of an entry: `feeling` (one of FEELINGS), `talk` (-2 me … 2 the other), `did`, `next_time`."""

    feeling: str | None
    talk: int | None
    did: str
    next_time: str | None


def bound(entry_id: UUID, author_id: UUID, scheme_id: UUID | None, audience: str) -> str:
    """What a sealed entry is bound to: it opens in no other row, for no other author, scheme or audience."""
    return f"entry|sealed|{entry_id}|{author_id}|{scheme_id}|{audience}"


def seal_content(
    entry_id: UUID, author_id: UUID, scheme_id: UUID | None, audience: str, content: Content
) -> bytes:
    """Seal the words with the author's key."""
    return seal_fields(
        key_of(author_id, PURPOSE), dict(content), bound(entry_id, author_id, scheme_id, audience)
    )


def content_of(entry: Entry) -> Content:
    """The words of an entry; Unreadable when the row was tampered with."""
    return open_content(key_of(entry.author_id, PURPOSE), entry)


def open_content(key: bytes, entry: Any) -> Content:
    """The words of an entry or a query's row with its columns, with the author's key at hand."""
    fields = unseal_fields(
        key, entry.sealed, bound(entry.id, entry.author_id, entry.scheme_id, entry.audience)
    )
    return Content(**fields)  # type: ignore[typeddict-item]
