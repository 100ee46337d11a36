"""Challenges of signing in: kept nowhere until they are answered, so that asking for many of them fills nothing.

Anybody may ask for one. It says until when it is good and carries a mark of ours for the visitor it was given to;
that it was answered is remembered until then, so that each is good once.
"""

import hmac

from sqlalchemy.exc import IntegrityError

from app import clock
from app.accounts import passkeys
from app.accounts.ceremonies import LASTS, Gone, tidy
from app.accounts.models import Ceremony
from app.db import db
from app.sealing import codes

UNTIL, MARK = 5, 32  # bytes of the moment at which it ends, and of the mark behind it


def new(visitor: bytes) -> bytes:
    """A challenge for this visitor."""
    until = int((clock.now() + LASTS).timestamp())
    content = until.to_bytes(UNTIL) + passkeys.new_challenge()
    return content + _mark(visitor, content)


def use(visitor: bytes | None, challenge: bytes) -> None:
    """Use a challenge up, before anything else is checked; Gone when it is not this visitor's, too old, or was used."""
    content, mark = challenge[:-MARK], challenge[-MARK:]
    if visitor is None or not hmac.compare_digest(mark, _mark(visitor, content)):
        raise Gone("no challenge of ours for this visitor")
    now = clock.now()
    if int.from_bytes(content[:UNTIL]) <= now.timestamp():
        raise Gone("too late")
    tidy()
    used = Ceremony(
        visitor_hash=visitor,
        purpose="used",
        challenge_hash=passkeys.hash_of(challenge),
        ends_at=now + LASTS,
    )
    try:
        db.session.add(used)
        db.session.commit()  # at once: an answer that is refused afterwards rolls back, and was an answer
    except IntegrityError:
        db.session.rollback()
        raise Gone("used before") from None


def _mark(visitor: bytes, content: bytes) -> bytes:
    return codes.keyed_hash("sign-in challenge", f"{visitor.hex()}|{content.hex()}")
