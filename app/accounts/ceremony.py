"""Ceremonies under way: one challenge each, for one visitor and one purpose, five minutes, used once."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask import Request, Response
from sqlalchemy import delete, select

from app import clock
from app.accounts.models import Ceremony
from app.db import db
from app.sealing import codes

COOKIE = "__Host-naast-visit"
LASTS = timedelta(minutes=5)
MOST = 8  # under way for one visitor, in several tabs
JOIN, SIGN_IN, STEP_UP = "register", "sign-in", "step-up"
INVITED = "invited"  # no challenge yet: this visitor showed the code of an invitation


class Taken(NamedTuple):
    """What a ceremony was begun for; its row is gone."""

    challenge: bytes
    user_handle: bytes | None
    called: str | None
    person_id: UUID | None
    invitation_id: UUID | None


def visitor_of(request: Request) -> str | None:
    """The token of this visitor's cookie, which says nothing but that it is the same browser as before."""
    token = request.cookies.get(COOKIE)
    return token if token and len(token) <= 64 else None


def set_cookie(answer: Response, visitor: str) -> Response:
    """Remember the visitor until the browser closes."""
    answer.set_cookie(COOKIE, visitor, secure=True, httponly=True, samesite="Lax", path="/")
    return answer


def begin(visitor: str, purpose: str, lasts: timedelta = LASTS, **bound) -> Ceremony:
    """Begin a ceremony; what ended is swept away, and the oldest of too many."""
    now = clock.now()
    visitor_hash = codes.token_hash(visitor)
    mine = (
        select(Ceremony.id)
        .where(Ceremony.visitor_hash == visitor_hash, Ceremony.purpose == purpose)
        .order_by(Ceremony.id.desc())
        .offset(0 if purpose == INVITED else MOST - 1)
        .limit(100)
    )
    too_many = db.session.scalars(mine).all()
    db.session.execute(delete(Ceremony).where((Ceremony.ends_at <= now) | Ceremony.id.in_(too_many)))
    ceremony = Ceremony(
        visitor_hash=visitor_hash,
        purpose=purpose,
        challenge=secrets.token_bytes(32),
        ends_at=now + lasts,
        **bound,
    )
    db.session.add(ceremony)
    db.session.flush()
    return ceremony


def take(visitor: str | None, purpose: str, challenge: bytes) -> Taken | None:
    """Take a ceremony by its challenge; it is deleted before anything is verified, whatever comes of it.

    Committed at once: an answer that refuses is rolled back, and must not bring the challenge back.
    """
    if visitor is None:
        return None
    row = db.session.execute(
        delete(Ceremony)
        .where(
            Ceremony.visitor_hash == codes.token_hash(visitor),
            Ceremony.purpose == purpose,
            Ceremony.challenge == challenge,
        )
        .returning(
            Ceremony.challenge,
            Ceremony.user_handle,
            Ceremony.called,
            Ceremony.person_id,
            Ceremony.invitation_id,
            Ceremony.ends_at,
        )
    ).first()
    db.session.commit()
    if row is None or _over(row.ends_at):
        return None
    return Taken(*row[:-1])


def invited(visitor: str | None) -> UUID | None:
    """The invitation whose code this visitor showed."""
    if visitor is None:
        return None
    return db.session.scalar(
        select(Ceremony.invitation_id)
        .where(
            Ceremony.visitor_hash == codes.token_hash(visitor),
            Ceremony.purpose == INVITED,
            Ceremony.ends_at > clock.now(),
        )
        .order_by(Ceremony.id.desc())
        .limit(1)
    )


def forget(visitor: str) -> None:
    """Forget everything this visitor had under way."""
    db.session.execute(delete(Ceremony).where(Ceremony.visitor_hash == codes.token_hash(visitor)))


def _over(ends_at: datetime) -> bool:
    return ends_at <= clock.now()
