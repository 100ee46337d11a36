"""Passkeys as WebAuthn has them: what a phone is asked, and whether its answer may be believed. No database here.

The library does the signatures and the parsing. It does not check everything a relying party must, and on odd
input it raises more than its own exceptions; so every answer goes through `_checked`, and each refusal is ours.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    decode_credential_public_key,
    decoded_public_key_to_cryptography,
    options_to_json_dict,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier as Alg
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

ALGORITHMS = [Alg.EDDSA, Alg.ECDSA_SHA_256, Alg.RSASSA_PKCS1_v1_5_SHA_256]
SHORTEST_ID, LONGEST_ID = 16, 1023
LASTS = 300  # seconds
CHALLENGE = 32  # bytes; behind them stands the hash of what is confirmed, where that is one thing
TRANSPORTS = {item.value for item in AuthenticatorTransport}
SIGNED = ("authenticatorData", "clientDataJSON", "signature")
# What we did not ask a statement about, we do not weigh: "none", or a key that vouches for itself.
STATEMENTS = ("none", "packed")


class NotBelieved(Exception):
    """The answer of a phone that is refused; its text is for the log, never for the screen."""


@dataclass(frozen=True)
class Party:
    """Who asks: the host that passkeys are bound to, and the origin that pages come from."""

    host: str
    origin: str


@dataclass(frozen=True)
class Made:
    """A passkey as it was just made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    aaguid: str
    backup_eligible: bool
    backed_up: bool
    transports: list[str]
    prf: bool


@dataclass(frozen=True)
class Known:
    """What we know of a passkey that is used now."""

    credential_id: bytes
    user_handle: bytes
    public_key: bytes
    sign_count: int
    backup_eligible: bool


@dataclass(frozen=True)
class Used:
    """What a believed use tells: the new counter, and whether the passkey is copied to other devices."""

    sign_count: int
    backed_up: bool


class Copied(NotBelieved):
    """A signature that is right, with a counter that went back: there may be two of this passkey."""


def new_challenge() -> bytes:
    """A challenge: 32 random bytes."""
    return secrets.token_bytes(CHALLENGE)


def new_handle() -> bytes:
    """A user handle: 32 random bytes that say nothing about the person."""
    return secrets.token_bytes(32)


def _descriptors(known: Iterable[tuple[bytes, list[str]]]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=one, transports=[AuthenticatorTransport(item) for item in transports]
        )
        for one, transports in known
    ]


def to_make(
    party: Party, challenge: bytes, handle: bytes, called: str, known: Iterable[tuple[bytes, list[str]]] = ()
) -> dict[str, Any]:
    """What a phone is asked to make a passkey; `called` is what its owner sees in the phone's own list."""
    options = generate_registration_options(
        rp_id=party.host,
        rp_name="Naast",
        user_id=handle,
        user_name=called,
        user_display_name=called,
        challenge=challenge,
        timeout=LASTS * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=_descriptors(known),
        supported_pub_key_algs=ALGORITHMS,
    )
    # PRF lets the phone derive a secret from this passkey, with which it can keep pages for its owner alone.
    return {**options_to_json_dict(options), "extensions": {"prf": {}, "credProps": True}}


def to_use(
    party: Party, challenge: bytes, known: Iterable[tuple[bytes, list[str]]] | None = None
) -> dict[str, Any]:
    """What a phone is asked to use a passkey: any of this site, or one of those that are `known`."""
    options = generate_authentication_options(
        rp_id=party.host,
        challenge=challenge,
        timeout=LASTS * 1000,
        allow_credentials=_descriptors(known) if known is not None else None,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise NotBelieved("a name stands twice in the client data")
    return dict(pairs)


def _checked(step: Callable[[], Any]) -> Any:
    """Whatever goes wrong in reading what a stranger sent is our own refusal, never a fault of the server."""
    try:
        return step()
    except NotBelieved:
        raise
    except Exception as odd:  # the library leaks ValueError, KeyError, struct.error and others
        # Up to the first quote: behind it the library repeats what was sent, which belongs in no log.
        why = str(odd).partition('"')[0] if isinstance(odd, WebAuthnException) else ""
        raise NotBelieved(f"{type(odd).__name__} {why[:80]}") from None


def challenge_of(credential: Any) -> bytes:
    """The challenge that an answer says it is about, not believed yet: it finds the ceremony."""
    return _checked(lambda: base64url_to_bytes(_client_data(credential)["challenge"]))


def _client_data(credential: Any) -> dict[str, Any]:
    data = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]), object_pairs_hook=_once)
    if data.get("crossOrigin", False) is not False or "topOrigin" in data:
        raise NotBelieved("asked from within another site")
    return data


def id_of(credential: Any) -> bytes:
    """The id of the passkey that an answer says it comes from."""

    def step() -> bytes:
        found = base64url_to_bytes(credential["rawId"])
        if not SHORTEST_ID <= len(found) <= LONGEST_ID:
            raise NotBelieved("an id that is too short or too long")
        return found

    return _checked(step)


def made(credential: Any, challenge: bytes, party: Party) -> Made:
    """The passkey a phone made, or NotBelieved."""
    return _checked(lambda: _made(credential, challenge, party))


def _made(credential: dict[str, Any], challenge: bytes, party: Party) -> Made:
    _client_data(credential)
    found = verify_registration_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=party.host,
        expected_origin=party.origin,
        require_user_verification=True,
        supported_pub_key_algs=ALGORITHMS,
    )
    if found.fmt not in STATEMENTS:
        raise NotBelieved("a statement we did not ask for")
    if id_of(credential) != found.credential_id:
        raise NotBelieved("two ids in one answer")
    _check_key(found.credential_public_key)
    transports = credential["response"].get("transports")
    extensions = credential.get("clientExtensionResults")
    prf = extensions.get("prf") if isinstance(extensions, dict) else None
    return Made(
        found.credential_id,
        found.credential_public_key,
        found.sign_count,
        found.aaguid,
        found.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        found.credential_backed_up,
        [item for item in sorted(TRANSPORTS) if isinstance(transports, list) and item in transports],
        isinstance(prf, dict) and prf.get("enabled") is True,
    )


def _check_key(packed: bytes) -> None:
    """The key is one that its algorithm means, so that it can be used later."""
    decoded = decode_credential_public_key(packed)
    key = decoded_public_key_to_cryptography(decoded)
    fits = {
        Alg.ECDSA_SHA_256: isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1),
        Alg.EDDSA: isinstance(key, Ed25519PublicKey),
        Alg.RSASSA_PKCS1_v1_5_SHA_256: isinstance(key, RSAPublicKey) and 2048 <= key.key_size <= 8192,
    }
    if not fits.get(decoded.alg, False):
        raise NotBelieved("a key that does not fit its algorithm")


def used(credential: Any, challenge: bytes, party: Party, known: Known, named: bool = False) -> Used:
    """A passkey was used by its owner, or NotBelieved.

    `named`: we had named the passkeys we wanted; only then may the phone leave out whose it is.
    """
    return _checked(lambda: _used(credential, challenge, party, known, named))


def _used(credential: dict[str, Any], challenge: bytes, party: Party, known: Known, named: bool) -> Used:
    _client_data(credential)
    if id_of(credential) != known.credential_id:
        raise NotBelieved("another passkey")
    handle = credential["response"].get("userHandle")
    if (handle or not named) and base64url_to_bytes(handle) != known.user_handle:
        raise NotBelieved("the passkey of somebody else")
    found = verify_authentication_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=party.host,
        expected_origin=party.origin,
        credential_public_key=known.public_key,
        credential_current_sign_count=0,  # the counter is ours to judge, once the signature is known to be right
        require_user_verification=True,
    )
    eligible = found.credential_device_type == CredentialDeviceType.MULTI_DEVICE
    if eligible is not known.backup_eligible:
        raise NotBelieved("the passkey changed its nature")
    count = found.new_sign_count
    if (count or known.sign_count) and count <= known.sign_count:
        raise Copied("the counter went back")
    return Used(count, found.credential_backed_up)


def evidence_of(credential: Any, public_key: bytes) -> dict[str, Any]:
    """What is kept of a use that was believed, to show later what this key signed; no name is in it."""
    response = credential["response"]
    kept = {name: response[name] for name in SIGNED}
    return {"id": credential["rawId"], "public_key": bytes_to_base64url(public_key), **kept}


def proves(evidence: dict[str, Any], party: Party, about: str) -> bool:
    """True when the key in the evidence signed a challenge about just this, here, with its owner verified."""
    try:
        _checked(lambda: _prove(evidence, party, hash_of(about.encode())))
    except NotBelieved:
        return False
    return True


def _prove(evidence: dict[str, Any], party: Party, about: bytes) -> None:
    response = {name: evidence[name] for name in SIGNED}
    credential = {"id": evidence["id"], "rawId": evidence["id"], "type": "public-key", "response": response}
    challenge = base64url_to_bytes(_client_data(credential)["challenge"])
    if challenge[CHALLENGE:] != about:
        raise NotBelieved("about something else")
    verify_authentication_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=party.host,
        expected_origin=party.origin,
        credential_public_key=base64url_to_bytes(evidence["public_key"]),
        credential_current_sign_count=0,
        require_user_verification=True,
    )


def hash_of(challenge: bytes) -> bytes:
    """What is kept of a challenge."""
    return sha256(challenge).digest()
