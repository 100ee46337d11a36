"""A passkey made of arithmetic: answers WebAuthn's questions as a phone would, or wrongly on purpose."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import encode_cbor

UP, UV, BE, BS, AT, ED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80
ORIGIN = "https://localhost"


def b64(content: bytes) -> str:
    """base64url without padding, as WebAuthn's JSON has it."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """What `b64` wrote."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftPhone:
    """One passkey. Every keyword of `make` and `use` replaces what an honest phone would say."""

    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    count: int = 0
    handle: bytes = b""

    def make(self, options: dict[str, Any], **wrong: Any) -> dict[str, Any]:
        """The answer to the question of making a passkey."""
        self.handle = unb64(options["user"]["id"])
        data = self._authenticator_data(wrong, attested=True)
        statement = {"fmt": wrong.get("fmt", "none"), "attStmt": {}, "authData": data}
        response = {
            "clientDataJSON": b64(self._client_data(options, "webauthn.create", wrong)),
            "attestationObject": b64(encode_cbor(statement)),
            "transports": ["internal"],
        }
        return self._credential(response, wrong)

    def use(self, options: dict[str, Any], **wrong: Any) -> dict[str, Any]:
        """The answer to the question of using it."""
        self.count += wrong.get("step", 0)
        data = self._authenticator_data(wrong)
        client = self._client_data(options, "webauthn.get", wrong)
        signed = data + sha256(client).digest()
        signature = wrong.get("key", self.key).sign(signed, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": b64(client),
            "authenticatorData": b64(data),
            "signature": b64(wrong.get("signature", signature)),
            "userHandle": b64(wrong.get("handle", self.handle)),
        }
        if wrong.get("no_handle"):
            del response["userHandle"]
        return self._credential(response, wrong)

    def _credential(self, response: dict[str, str], wrong: dict[str, Any]) -> dict[str, Any]:
        identifier = wrong.get("raw_id", self.credential_id)
        return {
            "id": b64(wrong.get("id", identifier)),
            "rawId": b64(identifier),
            "type": wrong.get("type", "public-key"),
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }

    def _client_data(self, options: dict[str, Any], kind: str, wrong: dict[str, Any]) -> bytes:
        said = {
            "type": wrong.get("client_type", kind),
            "challenge": wrong.get("challenge", options["challenge"]),
            "origin": wrong.get("origin", ORIGIN),
            "crossOrigin": False,
            **wrong.get("client", {}),
        }
        if "twice" in wrong:
            return (json.dumps({"challenge": wrong["twice"]})[:-1] + "," + json.dumps(said)[1:]).encode()
        return wrong.get("client_data") or json.dumps(said).encode()

    def _authenticator_data(self, wrong: dict[str, Any], attested: bool = False) -> bytes:
        flags = wrong.get("flags", UP | UV | (AT if attested else 0))
        host = sha256(wrong.get("host", "localhost").encode()).digest()
        count = wrong.get("count", self.count)
        data = host + bytes([flags]) + count.to_bytes(4, "big")
        if attested and flags & AT:
            identifier = wrong.get("attested_id", self.credential_id)
            data += bytes(16) + len(identifier).to_bytes(2, "big") + identifier + self._cose(wrong)
        return data + wrong.get("more", b"")

    def _cose(self, wrong: dict[str, Any]) -> bytes:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        key = {1: 2, 3: wrong.get("algorithm", -7), -1: wrong.get("curve", 1), -2: x, -3: wrong.get("y", y)}
        return encode_cbor(key)
