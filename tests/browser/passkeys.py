"""A virtual passkey: what a phone's own lock would be, in a browser that is driven."""

from __future__ import annotations

from playwright.sync_api import Page

OPTIONS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "hasPrf": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Authenticator:
    """The authenticator of one page. Its PRF seed is lost with the browser: keep one alive in a test."""

    def __init__(self, page: Page, **options: bool) -> None:
        self._protocol = page.context.new_cdp_session(page)
        self._protocol.send("WebAuthn.enable")
        added = self._protocol.send("WebAuthn.addVirtualAuthenticator", {"options": {**OPTIONS, **options}})
        self._id = added["authenticatorId"]

    def credentials(self) -> list[dict]:
        """The passkeys in it."""
        return self._send("getCredentials")["credentials"]

    def verify(self, verified: bool) -> None:
        """From now on the owner shows who they are (a finger, a face), or does not."""
        self._send("setUserVerified", isUserVerified=verified)

    def touch(self, touched: bool) -> None:
        """From now on the phone confirms by itself, or waits until it is touched."""
        self._send("setAutomaticPresenceSimulation", enabled=touched)

    def forget(self) -> None:
        """A phone without any passkey of ours."""
        self._send("clearCredentials")

    def _send(self, command: str, **more) -> dict:
        return self._protocol.send(f"WebAuthn.{command}", {"authenticatorId": self._id, **more})
