"""The keys file: named key-encryption keys, the newest of each purpose in use, the older ones still opening."""

import base64
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

PURPOSES = ("journal", "concerns", "codes", "phone", "audit")


class BadKeys(ValueError):
    """The keys cannot be used; its text is one sentence for the operator."""


@dataclass
class Keyring:
    """For each purpose its keys by id (8 hex digits, 32 bytes each), oldest first; the last one is in use."""

    keys: dict[str, dict[str, bytes]] = field(default_factory=dict)
    file: Path | None = field(default=None, compare=False)

    @classmethod
    def fresh(cls) -> "Keyring":
        """A keyring with one new key for each purpose."""
        ring = cls()
        for purpose in PURPOSES:
            ring.add(purpose)
        return ring

    def add(self, purpose: str) -> str:
        """Put a new key for `purpose` in use and give its id."""
        key_id = secrets.token_hex(4)
        self.keys.setdefault(purpose, {})[key_id] = secrets.token_bytes(32)
        return key_id

    def current(self, purpose: str) -> tuple[str, bytes]:
        """The id and the key now in use for `purpose`."""
        return list(self.keys[purpose].items())[-1]

    def key(self, purpose: str, key_id: str) -> bytes:
        """The key with this id; BadKeys when it is no longer on the ring.

        An unknown key may have been put in use while this server ran: then the file knows it.
        """
        if key_id not in self.keys.get(purpose, {}) and self.file and self.file.exists():
            self.keys = Keyring.parse(self.file.read_text()).keys
        try:
            return self.keys[purpose][key_id]
        except KeyError:
            raise BadKeys(f"The key {key_id} for {purpose} is not in the keys file.") from None

    def dump(self) -> str:
        """The keys as the JSON text that `parse` reads."""
        packed = {
            purpose: {key_id: base64.b64encode(key).decode() for key_id, key in ring.items()}
            for purpose, ring in self.keys.items()
        }
        return json.dumps({"version": 1, "keys": packed}, indent=1)

    @classmethod
    def parse(cls, text: str) -> "Keyring":
        """Read what `dump` wrote; BadKeys when it is damaged or lacks a purpose."""
        try:
            found = json.loads(text)["keys"]
            keys = {
                purpose: {key_id: base64.b64decode(key, validate=True) for key_id, key in ring.items()}
                for purpose, ring in found.items()
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadKeys("The keys file is damaged: it is not what `naast keys` writes.") from None
        for purpose in PURPOSES:
            if not keys.get(purpose):
                raise BadKeys(f"The keys file has no key for {purpose}.")
        if any(len(key) != 32 for ring in keys.values() for key in ring.values()):
            raise BadKeys("The keys file has a key that is not 32 bytes long.")
        return cls(keys)


def load(path: str, inline: str = "", make: bool = False) -> Keyring:
    """The keyring from `inline` text or the file at `path`; with `make`, a missing file is made (mode 0600)."""
    if inline:
        return Keyring.parse(inline)
    file = Path(path)
    if not file.exists():
        if not make:
            raise BadKeys(f"There is no keys file at {path}; `naast keys make` makes one.")
        ring = Keyring.fresh()
        save(ring, path)
        ring.file = file
        return ring
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadKeys(f"Others on this machine can read {path}; `chmod 600` it first.")
    ring = Keyring.parse(file.read_text())
    ring.file = file
    return ring


def save(ring: Keyring, path: str) -> None:
    """Write the keys file in one step, readable by its owner alone."""
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(ring.dump())
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)
