"""Attempts: how often something was tried, at one place or on one code, in a stretch of time; counted in the database."""

from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.accounts.models import Attempt
from app.db import db
from app.sealing import codes

WINDOW = 600  # seconds
DAY = 86_400


def place_of(address: str | None) -> str:
    """The place an address stands for: itself, or the whole /64 of an IPv6 address, which one phone owns."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return ""
    return found.exploded[:19] if isinstance(found, IPv6Address) else str(found)


def _ends(seconds: int) -> int:
    """When the present stretch of so many seconds ends, in minutes: stretches of every length stand in one table."""
    return (int(clock.now().timestamp()) // seconds + 1) * seconds // 60


def tried(what: str, whose: str, seconds: int = WINDOW) -> int:
    """How often it was tried in the present stretch."""
    there = (Attempt.place_hash == _hash(what, whose), Attempt.window == _ends(seconds))
    return db.session.scalar(select(Attempt.tries).where(*there)) or 0


def spend(what: str, whose: str, most: int, seconds: int = WINDOW) -> bool:
    """Count a try; False when there were `most` already.

    Committed at once: what is refused afterwards is rolled back, and has to count all the same.
    """
    window = _ends(seconds)
    kind = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    row = kind.insert(Attempt).values(place_hash=_hash(what, whose), window=window, tries=1)
    tries = db.session.scalar(
        row.on_conflict_do_update(
            index_elements=["place_hash", "window"], set_={"tries": Attempt.tries + 1}
        ).returning(Attempt.tries)
    )
    db.session.commit()
    return tries <= most


def give_back(what: str, whose: str, seconds: int = WINDOW) -> None:
    """A try that was right does not count."""
    db.session.execute(
        update(Attempt)
        .where(Attempt.place_hash == _hash(what, whose), Attempt.window == _ends(seconds), Attempt.tries > 0)
        .values(tries=Attempt.tries - 1)
    )


def tidy() -> None:
    """Throw away the counts of stretches that are over."""
    db.session.execute(delete(Attempt).where(Attempt.window <= int(clock.now().timestamp()) // 60))


def _hash(what: str, whose: str) -> bytes:
    return codes.keyed_hash(f"attempt|{what}", whose)
