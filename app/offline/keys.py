"""The server's letterbox key: phones seal for its public half (HPKE, RFC 9180), only the server opens.

It is derived from the newest `phone` key of the keyring, so it rotates with it and older ones still open.
"""

import base64
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.sealing.seal import Unreadable
from app.sealing.vault import keyring

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@lru_cache(16)
def _private(key: bytes) -> ec.EllipticCurvePrivateKey:
    wide = HKDF(hashes.SHA256(), 48, None, b"naast/letterbox/p256").derive(key)
    return ec.derive_private_key(int.from_bytes(wide) % (_ORDER - 1) + 1, ec.SECP256R1())


def public() -> tuple[str, str]:
    """The id of the letterbox key in use and its public point (uncompressed, base64)."""
    key_id, key = keyring().current("phone")
    point = _private(key).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return key_id, base64.b64encode(point).decode()


def open_letter(key_id: str, letter: str, info: str) -> bytes:
    """What a phone sealed; Unreadable when it was for another key, person or purpose, or is damaged."""
    ring = keyring().keys.get("phone", {})
    if key_id not in ring:
        raise Unreadable("sealed for a key that is gone")
    try:
        return SUITE.decrypt(base64.b64decode(letter, validate=True), _private(ring[key_id]), info.encode())
    except (InvalidTag, ValueError, TypeError):
        raise Unreadable("the letter does not open") from None
