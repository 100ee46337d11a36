"""Passkeys: what a browser is asked for, and whether what it answers is to be believed."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import parse_attestation_object, parse_authenticator_data
from webauthn.helpers.cose import COSEAlgorithmIdentifier as Algorithm

from app.accounts.models import Passkey

ALGORITHMS = (Algorithm.EDDSA, Algorithm.ECDSA_SHA_256, Algorithm.RSASSA_PKCS1_v1_5_SHA_256)
TRANSPORTS = ("usb", "nfc", "ble", "smart-card", "hybrid", "internal")
LARGEST = 16 * 1024  # bytes in the body of an answer
PATIENCE = 5 * 60 * 1000  # milliseconds
POCKET = sha256(b"naast/pocket/v1").digest()  # what the key for reading offline is derived from
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


class NotVerified(Exception):
    """A ceremony that is not to be believed, whatever the reason. `copied` tells of a passkey in two hands."""

    def __init__(self, why: str, copied: bool = False) -> None:
        super().__init__(why)
        self.copied = copied


@dataclass(frozen=True)
class Site:
    """Who we are, to an authenticator."""

    host: str
    origin: str


@dataclass(frozen=True)
class NewPasskey:
    """What is kept of a passkey that was made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    backup_eligible: bool
    backed_up: bool
    transports: list[str]
    aaguid: str


def encode(data: bytes) -> str:
    """Bytes as WebAuthn writes them in JSON."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: Any, most: int = LARGEST) -> bytes:
    """The bytes that were written as base64url, in the one way there is to write them."""
    if not isinstance(text, str) or len(text) > most or not _BASE64URL.fullmatch(text):
        raise NotVerified("no base64url")
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as why:
        raise NotVerified("no base64url") from why
    if encode(data) != text:
        raise NotVerified("base64url in another way")
    return data


def to_make(
    site: Site, challenge: bytes, user_handle: bytes, called: str, known: list[Passkey]
) -> dict[str, Any]:
    """Options for making a passkey; `known` are those this person has."""
    return {
        "rp": {"id": site.host, "name": "Naast"},
        "user": {"id": encode(user_handle), "name": called, "displayName": called},
        "challenge": encode(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": int(algorithm)} for algorithm in ALGORITHMS],
        "timeout": PATIENCE,
        "excludeCredentials": [_described(passkey) for passkey in known],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
        "extensions": {"credProps": True, "prf": {"eval": {"first": encode(POCKET)}}},
    }


def to_use(site: Site, challenge: bytes, known: list[Passkey] | None = None) -> dict[str, Any]:
    """Options for using a passkey: any of ours, or one of `known`."""
    return {
        "rpId": site.host,
        "challenge": encode(challenge),
        "timeout": PATIENCE,
        "userVerification": "required",
        "allowCredentials": [_described(passkey) for passkey in known or ()],
        "extensions": {"prf": {"eval": {"first": encode(POCKET)}}},
    }


def _described(passkey: Passkey) -> dict[str, Any]:
    return {"type": "public-key", "id": encode(passkey.credential_id), "transports": passkey.transports}


def read_answer(body: bytes) -> dict[str, Any]:
    """The JSON a browser sent."""
    if len(body) > LARGEST:
        raise NotVerified("too large")
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as why:
        raise NotVerified("no JSON") from why
    if not isinstance(answer, dict) or not isinstance(answer.get("response"), dict):
        raise NotVerified("no credential")
    return answer


def client_data(answer: dict[str, Any], kind: str, site: Site) -> dict[str, Any]:
    """What the browser itself says of the ceremony; the library passes over some of it."""
    try:
        said = json.loads(decode(answer["response"].get("clientDataJSON")))
    except (ValueError, RecursionError) as why:
        raise NotVerified("no client data") from why
    if not isinstance(said, dict) or said.get("type") != kind:
        raise NotVerified("another ceremony")
    if said.get("origin") != site.origin:
        raise NotVerified("another origin")
    if said.get("crossOrigin", False) is not False or "topOrigin" in said:
        raise NotVerified("inside a page of somebody else")
    return said


def credential_id(answer: dict[str, Any]) -> bytes:
    """The id of the passkey, said twice in the same way."""
    if answer.get("type") != "public-key" or answer.get("id") != answer.get("rawId"):
        raise NotVerified("no public key")
    return _long_enough(decode(answer.get("id")))


def _long_enough(found: bytes) -> bytes:
    if not 16 <= len(found) <= 1023:
        raise NotVerified("an id too short or too long")
    return found


def verify_made(answer: dict[str, Any], site: Site, challenge: bytes) -> NewPasskey:
    """Believe a passkey that was made, or raise NotVerified."""
    client_data(answer, "webauthn.create", site)
    named = credential_id(answer)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
            supported_pub_key_algs=list(ALGORITHMS),
        )
        flags = parse_attestation_object(made.attestation_object).auth_data.flags
    except Exception as why:  # the library lets errors of other kinds through
        raise NotVerified(type(why).__name__) from why
    if made.credential_id != named:
        raise NotVerified("the id inside is another")
    if made.fmt not in ("none", "packed"):
        raise NotVerified("an attestation nobody asked for")
    if flags.bs and not flags.be:
        raise NotVerified("backed up but not to be backed up")
    transports = answer["response"].get("transports")
    return NewPasskey(
        credential_id=_long_enough(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        backup_eligible=flags.be,
        backed_up=flags.bs,
        transports=[one for one in TRANSPORTS if isinstance(transports, list) and one in transports],
        aaguid=made.aaguid,
    )


def verify_used(
    answer: dict[str, Any], site: Site, challenge: bytes, passkey: Passkey, whose: bytes | None = None
) -> tuple[int, bool]:
    """Believe that a passkey was used, or raise NotVerified; gives its sign count and whether it is backed up.

    The passkey says itself whose it is, unless we asked for the passkeys of `whose` and know it already.
    """
    client_data(answer, "webauthn.get", site)
    if credential_id(answer) != passkey.credential_id or passkey.suspended_at is not None:
        raise NotVerified("another passkey")
    says = answer["response"].get("userHandle")
    handle = whose if says is None and whose is not None else decode(says)
    if handle != passkey.user_handle:
        raise NotVerified("the passkey of somebody else")
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
        flags = parse_authenticator_data(decode(answer["response"].get("authenticatorData"))).flags
    except NotVerified:
        raise
    except Exception as why:  # the library lets errors of other kinds through
        raise NotVerified(type(why).__name__) from why
    if flags.be is not passkey.backup_eligible or (flags.bs and not flags.be):
        raise NotVerified("it changed whether it can be backed up")
    if (used.new_sign_count or passkey.sign_count) and used.new_sign_count <= passkey.sign_count:
        raise NotVerified("counted backwards", copied=True)
    return used.new_sign_count, flags.bs
