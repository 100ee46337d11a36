"""The document: what it says, sealed with the key of its match; its hash; and what changed between two of them."""

import json
import re
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any
from uuid import UUID

from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"
CHANCE = 2  # words that are the same by chance


def section_bound(section: Any) -> str:
    """What a section is bound to: it opens in no other row, agreement or clause."""
    return f"agreement_section|sealed|{section.id}|{section.agreement_id}|{section.key}"


def revision_bound(revision: Any) -> str:
    """What a whole revision is bound to."""
    return f"agreement_revision|sealed|{revision.agreement_id}|{revision.rev}"


def match_key(match_id: UUID) -> bytes:
    """The key with which everything a match agreed is sealed; asked once for a page."""
    return key_of(match_id, PURPOSE)


def seal_section(key: bytes, section: Any, asks: str, said: str) -> bytes:
    """Seal what a clause asks and what they agreed about it."""
    return seal_fields(key, {"asks": asks, "said": said}, section_bound(section))


def open_section(key: bytes, section: Any) -> dict[str, str]:
    """What a clause asks, and what they agreed."""
    return unseal_fields(key, section.sealed, section_bound(section))


def seal_revision(key: bytes, revision: Any, document: dict[str, Any]) -> bytes:
    """Seal a whole document."""
    return seal_fields(key, document, revision_bound(revision))


def open_revision(key: bytes, revision: Any) -> dict[str, Any]:
    """A whole document as it stood at a revision."""
    return unseal_fields(key, revision.sealed, revision_bound(revision))


def hash_of(document: dict[str, Any]) -> bytes:
    """SHA-256 of a document, the same wherever it is worked out: keys sorted, no spaces, UTF-8."""
    packed = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(packed.encode()).digest()


def named(agreement_id: UUID, sha256: bytes) -> str:
    """What a passkey confirms with a signature: this agreement in this text, by its hash."""
    return f"agreement {agreement_id} {sha256.hex()}"


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What changed between two texts, in whole words: pieces that are the `same`, `gone` or `new`.

    A word or two that happen to be the same between two changes go with them, so that it reads as a change.
    """
    old, new = _words(before), _words(after)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    folded: list[tuple[list[str], list[str], bool]] = []
    for number, (kind, a, b, c, d) in enumerate(codes):
        same = kind == "equal"
        between = same and b - a <= CHANCE and 0 < number < len(codes) - 1
        if folded and not folded[-1][2] and (between or not same):
            folded[-1][0].extend(old[a:b])
            folded[-1][1].extend(new[c:d])
        else:
            folded.append((old[a:b], new[c:d], same))
    found: list[tuple[str, str]] = []
    for gone, came, same in folded:
        found += [("same", _joined(came))] if same else [("gone", _joined(gone)), ("new", _joined(came))]
    return [(kind, said) for kind, said in found if said]


def _words(said: str) -> list[str]:
    return re.findall(r"\n+|[^\s]+", said)


def _joined(words: list[str]) -> str:
    return " ".join(words)
