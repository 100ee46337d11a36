"""Signing in: the row behind the cookie, how long it lasts, and who is here at this request."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask import Request, Response
from flask_login import UserMixin
from sqlalchemy import bindparam, func, select, update

from app import clock
from app.accounts.models import AccountEvent, SignIn
from app.accounts.sockets import is_strict
from app.db import db
from app.people.actor import Actor
from app.people.models import Person
from app.sealing import codes
from app.web import language, transaction

COOKIE = "__Host-naast"
AT_HOME = (timedelta(days=14), timedelta(days=90))  # away for at most, and in all
AT_WORK = (timedelta(minutes=30), timedelta(hours=12))
STRONG = timedelta(minutes=5)
SEEN_EVERY = timedelta(minutes=5)

_here, _person, _event = SignIn.__table__, Person.__table__, AccountEvent.__table__
_unseen = (
    select(func.count())
    .where(_event.c.person_id == _here.c.person_id, _event.c.seen_at.is_(None))
    .scalar_subquery()
)
_WHO = (
    select(
        _here.c.id,
        _here.c.person_id,
        _here.c.passkey_id,
        _here.c.path,
        _here.c.seen_at,
        _here.c.strong_at,
        _here.c.idle_minutes,
        _person.c.called,
        _person.c.language,
        _unseen.label("unseen"),
    )
    .join(_person, _person.c.id == _here.c.person_id)
    .where(
        _here.c.token_hash == bindparam("token_hash"),
        _here.c.ended_at.is_(None),
        _here.c.ends_at > bindparam("now"),
        _person.c.left_at.is_(None),
    )
)
_SEEN = update(_here).where(_here.c.id == bindparam("sign_in")).values(seen_at=bindparam("now"))


class Here(NamedTuple):
    """The sign-in of this request; `unseen` counts what happened to the account and was not looked at."""

    id: UUID
    passkey_id: UUID | None
    path: str
    strong_at: datetime | None
    unseen: int

    @property
    def strong(self) -> bool:
        """True when a passkey was used on this device in the last five minutes."""
        return self.strong_at is not None and clock.now() - self.strong_at < STRONG


class SignedIn(UserMixin):
    """Who is here, as Flask-Login wants it."""

    def __init__(self, actor: Actor, here: Here) -> None:
        self.actor, self.sign_in = actor, here

    def get_id(self) -> str:
        """The person's id."""
        return str(self.actor.id)


def sign_in(person_id: UUID, path: str, passkey_id: UUID | None = None, device: str = "") -> str:
    """Sign a person in on a device; gives the token for its cookie, which is kept nowhere else."""
    token = codes.new_token()
    now = clock.now()
    idle, whole = AT_WORK if is_strict(person_id) else AT_HOME
    db.session.add(
        SignIn(
            person_id=person_id,
            passkey_id=passkey_id,
            token_hash=codes.token_hash(token),
            path=path,
            device=device,
            made_at=now,
            seen_at=now,
            strong_at=now if path == "passkey" else None,
            idle_minutes=int(idle.total_seconds() // 60),
            ends_at=now + whole,
        )
    )
    db.session.flush()
    return token


def strengthen(sign_in_id: UUID, passkey_id: UUID) -> str:
    """After a passkey was used once more: this device is sure for five minutes, under a new token."""
    token = codes.new_token()
    here = db.session.get_one(SignIn, sign_in_id)
    here.token_hash = codes.token_hash(token)
    here.passkey_id = passkey_id
    here.strong_at = clock.now()
    db.session.flush()
    return token


def load(request: Request) -> SignedIn | None:
    """Who is here, by the cookie; one statement, and from here on the person's own language."""
    token = request.cookies.get(COOKIE)
    if not token or len(token) > 64:
        return None
    now = clock.now()
    row = db.session.execute(_WHO, {"token_hash": codes.token_hash(token), "now": now}).first()
    if row is None or now - row.seen_at >= timedelta(minutes=row.idle_minutes):
        return None
    if now - row.seen_at >= SEEN_EVERY:
        transaction.note(lambda: db.session.execute(_SEEN, {"sign_in": row.id, "now": now}))
    actor = Actor(row.person_id, row.called, row.language)
    language.speak(actor.language)
    return SignedIn(actor, Here(row.id, row.passkey_id, row.path, row.strong_at, row.unseen))


def set_cookie(answer: Response, token: str) -> Response:
    """Keep the token on this device; how long it works stands in the row."""
    answer.set_cookie(COOKIE, token, max_age=AT_HOME[1], secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def clear_cookie(answer: Response) -> Response:
    """Take the token off this device."""
    answer.delete_cookie(COOKIE, secure=True, httponly=True, samesite="Lax", path="/")
    return answer
