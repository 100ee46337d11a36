"""Codes and tokens: random secrets that people carry, kept in the database only as keyed hashes."""

import hmac
import secrets
from hashlib import sha256

from app.sealing.vault import keyring

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})


def new_code(length: int = 10) -> str:
    """A code to read out or type: 5 bits a character, so 10 characters carry 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def shown(code: str) -> str:
    """A code in groups of at most five, as it stands on a screen."""
    return "-".join(code[start : start + 5] for start in range(0, len(code), 5))


def tidy(typed: str) -> str:
    """What somebody typed, with lookalikes and separators set right; not checked."""
    return typed.strip().upper().translate(_LOOKALIKES)[:64]


def new_token() -> str:
    """A token for a cookie or an address: 32 random bytes."""
    return secrets.token_urlsafe(32)


def keyed_hash(kind: str, secret: str) -> bytes:
    """HMAC-SHA256 under the oldest `codes` key, so that a stolen database does not give working codes.

    The oldest, because codes and sign-ins outlive a rotation of the newest by days, and a hash cannot be rewrapped.
    """
    key = next(iter(keyring().keys["codes"].values()))
    return hmac.new(key, f"{kind}|{secret}".encode(), sha256).digest()


def token_hash(token: str) -> bytes:
    """SHA-256 of a 32-byte random token; it needs no key, since it cannot be guessed."""
    return sha256(token.encode()).digest()
