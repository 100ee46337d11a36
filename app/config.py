"""Settings: each one named, documented, read from the environment and checked before anything starts."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

HERE = ("localhost", "127.0.0.1", "::1")


class WrongSetting(ValueError):
    """A setting that stops the start; its text is one sentence for the operator."""


def _text(value: str) -> str:
    return value


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("an address like https://naast.example.org, without a path")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError("an https address (passkeys work without https on localhost only)")
    return f"{parts.scheme}://{parts.netloc}"


def _database(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("a sqlite:/// or postgresql:// address")
    if (
        not value.startswith("sqlite")
        and not _is_here(value)
        and _sslmode(value) not in ("verify-full", "disable")
    ):
        raise ValueError(
            "an address with ?sslmode=verify-full, because that PostgreSQL is on another machine "
            "(or sslmode=disable, where you answer for the network between)"
        )
    return value


def _is_here(database: str) -> bool:
    """True for a PostgreSQL on this machine: a socket, or its own address."""
    parts = urlsplit(database)
    hosts = [parts.hostname or "", *parse_qs(parts.query).get("host", [])]
    return all(not host or host in HERE or host.startswith("/") for host in hosts)


def _sslmode(database: str) -> str:
    return parse_qs(urlsplit(database).query).get("sslmode", [""])[-1]


def _switch(value: str) -> bool:
    if value.lower() not in ("on", "off"):
        raise ValueError("on or off")
    return value.lower() == "on"


def _count(value: str) -> int:
    if not value.isdecimal():
        raise ValueError("a whole number, 0 or more")
    return int(value)


def _some(value: str) -> int:
    if not value.isdecimal() or int(value) == 0:
        raise ValueError("a whole number, 1 or more")
    return int(value)


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        raise ValueError("a time zone like Europe/Amsterdam") from None
    return value


def _language(value: str) -> str:
    if value not in ("nl", "en"):
        raise ValueError("nl or en")
    return value


def _setting(name: str, default: str, read: Callable, says: str, secret: bool = False):
    return field(metadata={"name": name, "default": default, "read": read, "says": says, "secret": secret})


@dataclass(frozen=True)
class Settings:
    """All settings of one running Naast; `from_environment` makes and checks them."""

    origin: str = _setting(
        "NAAST_ORIGIN",
        "http://localhost:8000",
        _origin,
        "The address people use. Passkeys are bound to its host for ever.",
    )
    database: str = _setting(
        "NAAST_DATABASE", "sqlite:///var/naast.db", _database, "Where the data is kept.", secret=True
    )
    keys_file: str = _setting(
        "NAAST_KEYS_FILE", "var/keys.json", _text, "The file with the encryption keys, readable by you alone."
    )
    keys: str = _setting(
        "NAAST_KEYS", "", _text, "The content of the keys file itself, instead of the file.", secret=True
    )
    erased_file: str = _setting(
        "NAAST_ERASED_FILE",
        "var/erased.txt",
        _text,
        "The list of who was erased, to erase again who comes back with a copy; empty for none.",
    )
    demo: bool = _setting("NAAST_DEMO", "off", _switch, "Lets anyone look around as the demo's people.")
    language: str = _setting("NAAST_LANGUAGE", "nl", _language, "The language for who has not chosen one.")
    time_zone: str = _setting("NAAST_TIME_ZONE", "Europe/Amsterdam", _time_zone, "The time zone on screen.")
    proxies: int = _setting(
        "NAAST_PROXIES", "0", _count, "How many proxies stand in front, to be believed about addresses."
    )
    offline: bool = _setting(
        "NAAST_OFFLINE",
        "on",
        _switch,
        "Phones open without network; off retires their worker, what waits stays.",
    )
    # Two: one computes while the other waits for the disk. With four they stood in line for the one writer of SQLite, and
    # the slowest of a hundred saves took three times as long; on PostgreSQL it made no difference.
    threads: int = _setting("NAAST_THREADS", "2", _some, "How many requests one process answers at once.")
    linger: int = _setting(
        "NAAST_LINGER",
        "0",
        _count,
        "How many seconds /ready says 503 before a stop, for a proxy that asks it.",
    )
    finish: int = _setting(
        "NAAST_FINISH", "20", _count, "How many seconds requests under way get to finish at a stop."
    )
    compress: bool = _setting(
        "NAAST_COMPRESS", "on", _switch, "Compress answers here; off where a proxy does it."
    )
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def host(self) -> str:
        """The passkeys' relying party id: the host of the origin."""
        return urlsplit(self.origin).hostname or ""

    @classmethod
    def from_environment(cls, given: Mapping[str, str] | None = None) -> "Settings":
        """Read every setting from `given` (the environment); WrongSetting names the first that is wrong."""
        given = os.environ if given is None else given
        values, sources = {}, {}
        for item in cls._declared():
            name, read = item.metadata["name"], item.metadata["read"]
            raw = given.get(name, item.metadata["default"])
            try:
                values[item.name] = read(raw)
            except ValueError as why:
                shown = "set" if item.metadata["secret"] else repr(raw)
                raise WrongSetting(f"{name} is {shown}, but it must be {why}.") from why
            sources[item.name] = "environment" if name in given else "default"
        known = {item.metadata["name"] for item in cls._declared()}
        for name in given:
            if name.startswith("NAAST_") and name not in known:
                raise WrongSetting(f"{name} is not a setting of Naast; `naast config` lists them.")
        return cls(**values, sources=sources)

    @classmethod
    def _declared(cls):
        return [item for item in fields(cls) if item.metadata]

    def described(self) -> list[tuple[str, str, str, str]]:
        """Name, value ('(hidden)' for secrets), source and meaning of every setting."""
        rows = []
        for item in self._declared():
            value = getattr(self, item.name)
            shown = "on" if value is True else "off" if value is False else str(value)
            if item.metadata["secret"] and shown and not shown.startswith("sqlite"):
                shown = "(hidden)"
            source = self.sources.get(item.name, "code")
            rows.append((item.metadata["name"], shown, source, item.metadata["says"]))
        return rows

    def folder_of_keys(self) -> Path:
        """The folder in which the keys file stands."""
        return Path(self.keys_file).resolve().parent
