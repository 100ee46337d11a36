"""Who is at the phone: from the cookie to a person, in one statement. Flask-Login asks this and does no more."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask_login import UserMixin
from sqlalchemy import bindparam, exists, select, update

from app import clock, wall
from app.accounts import locks
from app.accounts.cookies import token_of_sign_in
from app.accounts.models import AccountEvent, JournalLock, SignIn
from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.prepared import Prepared
from app.sealing import codes
from app.web import transaction
from app.web.language import speak

NOTED_EVERY = STRONG = timedelta(minutes=5)
_sign_in, _person, _event, _lock = (table.__table__ for table in (SignIn, Person, AccountEvent, JournalLock))
_news = exists().where(
    _event.c.person_id == _sign_in.c.person_id,
    _event.c.seen_at.is_(None),
    _event.c.sign_in_id.is_distinct_from(_sign_in.c.id),
)
_FACTS = ("id", "person_id", "passkey_id", "path", "seen_at", "idle_seconds", "ends_at", "strong_at")
_LOCK = (
    _lock.c.pin_hash.is_not(None).label("has_pin"),
    _lock.c.forgot_at,
    _lock.c.opens_at,
    _sign_in.c.unlocked_at,
)
_SIGNED_IN = Prepared(
    select(
        *(_sign_in.c[name] for name in _FACTS),
        _person.c.called,
        _person.c.language,
        _news.label("news"),
        *_LOCK,
        wall.opened_for(_sign_in.c.person_id).label("schemes"),
    )
    .join(_person, _person.c.id == _sign_in.c.person_id)
    .outerjoin(_lock, _lock.c.person_id == _sign_in.c.person_id)
    .where(
        _sign_in.c.token_hash == bindparam("token_hash"),
        _sign_in.c.ended_at.is_(None),
        _person.c.left_at.is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Here:
    """The sign-in of this request, as far as routes need it."""

    id: UUID
    passkey_id: UUID | None
    path: str
    strong_at: datetime | None
    news: bool

    @property
    def strong(self) -> bool:
        """True when a passkey was used here in the last five minutes."""
        return self.without_passkey or (self.strong_at is not None and clock.now() - self.strong_at < STRONG)

    @property
    def without_passkey(self) -> bool:
        """True for the demo's people, who have no passkey and are asked for none."""
        return self.path == "demo"


class SignedIn(UserMixin):
    """What Flask-Login hands round: the actor and how they are here."""

    def __init__(self, actor: Actor, sign_in: Here) -> None:
        self.actor, self.sign_in = actor, sign_in

    def get_id(self) -> str:
        """The person's id."""
        return str(self.actor.id)


def load(request) -> SignedIn | None:
    """The person of this request, or None; a sign-in that was idle too long counts for nothing."""
    token = token_of_sign_in()
    if token is None:
        return None
    row = _SIGNED_IN.first(token_hash=codes.token_hash(token))
    now = clock.now()
    if row is None or now >= row.ends_at or now - row.seen_at >= timedelta(seconds=row.idle_seconds):
        return None
    wall.show(row.schemes)
    # A page that stands open and looks again by itself is nobody being here.
    looks = request.headers.get("X-Naast") == "look"
    if now - row.seen_at >= NOTED_EVERY and not looks:
        transaction.note(lambda: _seen(row.id, now))
    lock = locks.state(row.has_pin, row.forgot_at, row.opens_at, row.unlocked_at)
    if lock == "open" and now - row.unlocked_at >= locks.NOTED_EVERY and not looks:
        transaction.note(lambda: locks.still_here(row.id))
    actor = Actor(row.person_id, row.called, row.language, lock)
    speak(actor.language)
    return SignedIn(actor, Here(row.id, row.passkey_id, row.path, row.strong_at, row.news))


def _seen(sign_in_id: UUID, now: datetime) -> None:
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))
