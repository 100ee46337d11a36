"""The record of a concern: how its notes are sealed with a key of its own, and chained so that every change shows."""

import hmac
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from app.safeguarding.models import Concern, ConcernNote
from app.sealing.seal import Unreadable, seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "concerns"
BEGINNING = b""


def key_for(concern: Concern) -> bytes:
    """The key of one record; it is nobody's own, so it does not go when a person does."""
    return key_of(concern.id, PURPOSE)


def bound(concern: Concern, note: ConcernNote) -> str:
    """What a note is bound to: it opens in no other record or place, and under no other name."""
    return (
        f"concern_note|sealed|{concern.id}|{concern.scheme_id}|{concern.raised_by}"
        f"|{note.number}|{note.kind}|{note.step}|{note.corrects}|{note.by_id}"
    )


def seal_note(concern: Concern, note: ConcernNote, fields: dict[str, Any], before: bytes) -> None:
    """Seal what a note says, and chain it to the one before."""
    key = key_for(concern)
    note.sealed = seal_fields(key, fields, bound(concern, note))
    note.chained = chained(key, concern, note, before)
    concern.head = _head(key, note.chained)


def chained(key: bytes, concern: Concern, note: ConcernNote, before: bytes) -> bytes:
    """The hash of a note with all before it; only who holds the record's key can make one that fits."""
    said = f"{bound(concern, note)}|{note.at.isoformat()}".encode()
    return hmac.new(key, before + sha256(said).digest() + sha256(note.sealed).digest(), sha256).digest()


def _head(key: bytes, last: bytes) -> bytes:
    return hmac.new(key, b"head" + last, sha256).digest()


def opened(concern: Concern, notes: Iterable[ConcernNote]) -> list[dict[str, Any] | None]:
    """What each note says; None for one that does not open any more."""
    key = key_for(concern)
    found: list[dict[str, Any] | None] = []
    for note in notes:
        try:
            found.append(unseal_fields(key, note.sealed, bound(concern, note)))
        except Unreadable:
            found.append(None)
    return found


def first_fault(concern: Concern, notes: Sequence[ConcernNote]) -> int | None:
    """The number of the first note that was changed or is gone; None for a whole record."""
    key, before = key_for(concern), BEGINNING
    for expected, note in enumerate(notes, 1):
        if note.number != expected or not hmac.compare_digest(
            note.chained, chained(key, concern, note, before)
        ):
            return expected
        before = note.chained
    return None if hmac.compare_digest(concern.head, _head(key, before)) else len(notes) + 1
