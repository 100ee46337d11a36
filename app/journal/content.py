"""What stands in an entry, sealed for its row, author and audience."""

from typing import Any, TypedDict

from app.journal.models import Entry
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


class Content(TypedDict, total=False):
    """The words of an entry: `feeling` (one of FEELINGS), `talk` (-2 me … 2 the other), `did`, `next_time`.

    `parts`: which of the four parts the mentor played (confidant, cheerleader, collaborator, coach).
    """

    feeling: str | None
    talk: int | None
    did: str
    next_time: str | None
    parts: list[str] | None


def bound(entry: Any) -> str:
    """What a sealed entry is bound to: it opens in no other row or match, for no other author, scheme or readers."""
    readers = f"{entry.audience}+now" if entry.please_read else entry.audience
    return f"entry|sealed|{entry.id}|{entry.author_id}|{entry.scheme_id}|{entry.match_id}|{readers}"


def seal_content(entry: Entry, content: Content) -> bytes:
    """Seal the words with the author's key, for the entry as its columns stand now."""
    return seal_fields(key_of(entry.author_id, PURPOSE), dict(content), bound(entry))


def content_of(entry: Entry) -> Content:
    """The words of an entry; Unreadable when the row was tampered with."""
    return open_content(key_of(entry.author_id, PURPOSE), entry)


def open_content(key: bytes, entry: Any) -> Content:
    """The words of an entry or a query's row with its columns, with the author's key at hand."""
    fields = unseal_fields(key, entry.sealed, bound(entry))
    return Content(**fields)  # type: ignore[typeddict-item]
