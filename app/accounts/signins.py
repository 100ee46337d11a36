"""Sign-ins: the row behind the cookie, how long it lasts, and how it ends."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from app import clock
from app.accounts import events
from app.accounts.ceremonies import of_person
from app.accounts.models import Passkey, SignIn
from app.accounts.sockets import is_strict
from app.db import db
from app.sealing import codes

AT_HOME = (timedelta(days=14), timedelta(days=90))  # away for at most, and in all
AT_WORK = (timedelta(minutes=30), timedelta(hours=12))


def sign_in(
    person_id: UUID, path: str, passkey_id: UUID | None = None, device: str = "", strong: bool = False
) -> str:
    """Sign a person in on a device; gives the token for its cookie, of which only a hash is kept.

    `strong` (true with a passkey) says that they showed just now who they are.
    """
    return begin(person_id, path, passkey_id, device, strong)[1]


def begin(
    person_id: UUID, path: str, passkey_id: UUID | None, device: str, strong: bool = False
) -> tuple[SignIn, str]:
    """As `sign_in`, with the row. How long it lasts is settled here, so that reading it later asks nothing more."""
    now = clock.now()
    idle, whole = AT_WORK if is_strict(person_id) else AT_HOME
    token = codes.new_token()
    here = SignIn(
        person_id=person_id,
        passkey_id=passkey_id,
        token_hash=codes.token_hash(token),
        path=path,
        device=device,
        made_at=now,
        seen_at=now,
        idle_seconds=int(idle.total_seconds()),
        ends_at=now + whole,
        strong_at=now if strong or passkey_id else None,
    )
    db.session.add(here)
    db.session.flush()
    return here, token


def strengthen(sign_in_id: UUID, passkey_id: UUID) -> str:
    """After a passkey was asked for once more: the same device, sure for five minutes, under a new token."""
    token = codes.new_token()
    here = db.session.get_one(SignIn, sign_in_id)
    here.token_hash, here.passkey_id, here.strong_at = codes.token_hash(token), passkey_id, clock.now()
    db.session.flush()
    return token


def shown_just_now(person_id: UUID) -> tuple[UUID | None, datetime | None]:
    """The passkey with which somebody last showed who they are, and when; to keep with what they did."""
    row = db.session.execute(
        select(SignIn.passkey_id, SignIn.strong_at)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.strong_at.is_not(None))
        .order_by(SignIn.strong_at.desc())
        .limit(1)
    ).first()
    return (row.passkey_id, row.strong_at) if row else (None, None)


def sign_out(sign_in_id: UUID) -> None:
    """End one sign-in; its token is worth nothing from now on."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=clock.now())
    )


def end_all(person_id: UUID, but: UUID | None = None) -> None:
    """End every sign-in of a person, or every other one."""
    which = [SignIn.person_id == person_id, SignIn.ended_at.is_(None)]
    if but:
        which.append(SignIn.id != but)
    db.session.execute(update(SignIn).where(*which).values(ended_at=clock.now()))


def end_by_operator(person_id: UUID | None) -> int:
    """End every sign-in of a person, or of everybody; tells each of them, and gives how many there were."""
    which = [SignIn.ended_at.is_(None), SignIn.ends_at > clock.now()]
    if person_id:
        which.append(SignIn.person_id == person_id)
    whose = db.session.scalars(select(SignIn.person_id).where(*which)).all()
    db.session.execute(update(SignIn).where(*which).values(ended_at=clock.now()))
    for one in sorted(set(whose)):
        events.happened(one, "ended-by-operator")
    return len(whose)


def living(person_id: UUID) -> list[SignIn]:
    """The phones and browsers on which somebody is signed in now, the one used last first."""
    now = clock.now()
    rows = db.session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.ends_at > now)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [row for row in rows if now - row.seen_at < timedelta(seconds=row.idle_seconds)]


def throw_away(passkey: Passkey) -> None:
    """A passkey is gone, with what was signed in by it."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.passkey_id == passkey.id, SignIn.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    db.session.execute(update(SignIn).where(SignIn.passkey_id == passkey.id).values(passkey_id=None))
    of_person(passkey.person_id)
    db.session.execute(delete(Passkey).where(Passkey.id == passkey.id))
