"""AES-256-GCM with a bound context: a sealed text opens only in the row, and for the readers, it was sealed for."""

import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import from_json

VERSION = b"\x01"
NONCE = 12


class Unreadable(Exception):
    """A sealed text that does not open: damaged, moved to another row, or sealed with another key."""


def seal(key: bytes, content: bytes, bound: str) -> bytes:
    """Encrypt `content`; `bound` (table, row, owner, readers) must be said again to open it.

    Layout: version (1 byte), nonce (12), ciphertext with tag.
    """
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, content, bound.encode())


def unseal(key: bytes, sealed: bytes, bound: str) -> bytes:
    """Decrypt what `seal` made with the same key and context; Unreadable otherwise."""
    if sealed[:1] != VERSION:
        raise Unreadable("unknown version of sealing")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], bound.encode())
    except (InvalidTag, ValueError):
        raise Unreadable("the seal does not fit") from None


def seal_fields(key: bytes, fields: dict[str, Any], bound: str) -> bytes:
    """Seal a small dictionary of plain values."""
    return seal(key, json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode(), bound)


def unseal_fields(key: bytes, sealed: bytes, bound: str) -> dict[str, Any]:
    """Open what `seal_fields` made."""
    # Only the names of fields are remembered for the next time, no words.
    return from_json(unseal(key, sealed, bound), cache_strings="keys")
