"""Attempts: how often something may be tried from one place, or by one person, in ten minutes; counted in the database."""

from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.accounts.models import Attempt
from app.db import db
from app.sealing import codes

WINDOW = 600  # seconds


def place_of(address: str | None) -> str:
    """The place an address stands for: itself, or the whole /64 of an IPv6 address, which one phone owns."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return ""
    return found.exploded[:19] if isinstance(found, IPv6Address) else str(found)


def spend(what: str, place: str, most: int) -> bool:
    """Count a try before it is made; False when there were `most` already.

    Committed at once: what is refused afterwards is rolled back, and has to count all the same.
    """
    window = int(clock.now().timestamp()) // WINDOW
    hashed = codes.keyed_hash(f"attempt|{what}", place)
    kind = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    row = kind.insert(Attempt).values(place_hash=hashed, window=window, tries=1)
    tries = db.session.scalar(
        row.on_conflict_do_update(
            index_elements=["place_hash", "window"], set_={"tries": Attempt.tries + 1}
        ).returning(Attempt.tries)
    )
    if tries == 1:
        db.session.execute(delete(Attempt).where(Attempt.window < window))
    db.session.commit()
    return tries <= most


def give_back(what: str, place: str) -> None:
    """A try that was right does not count: a whole class may come in from one school."""
    window = int(clock.now().timestamp()) // WINDOW
    hashed = codes.keyed_hash(f"attempt|{what}", place)
    db.session.execute(
        update(Attempt)
        .where(Attempt.place_hash == hashed, Attempt.window == window, Attempt.tries > 0)
        .values(tries=Attempt.tries - 1)
    )
