"""Sign-ins and invitations: how they begin, how they end, and what is thrown away when its time is over."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from app import clock
from app.accounts import sockets
from app.accounts.models import Invitation, SignIn
from app.db import db
from app.sealing import codes

IDLE, LONGEST = timedelta(days=14), timedelta(days=90)
IDLE_STRICT, LONGEST_STRICT = timedelta(minutes=30), timedelta(hours=12)


def sign_in(
    person_id: UUID, path: str, passkey_id: UUID | None = None, device: str = "", strong: bool = False
) -> str:
    """Sign somebody in on a device; gives the token for its cookie, of which only a hash is kept.

    How long it lasts is settled here, so that reading it later asks nothing more. `strong` (true
    with a passkey) says that they showed just now who they are.
    """
    now = clock.now()
    staff = any(plug(person_id) for plug in sockets.strict)
    idle, longest = (IDLE_STRICT, LONGEST_STRICT) if staff else (IDLE, LONGEST)
    token = codes.new_token()
    db.session.add(
        SignIn(
            person_id=person_id,
            passkey_id=passkey_id,
            token_hash=codes.token_hash(token),
            path=path,
            device=device,
            made_at=now,
            seen_at=now,
            idle_seconds=int(idle.total_seconds()),
            ends_at=now + longest,
            strong_at=now if strong or passkey_id else None,
        )
    )
    db.session.flush()
    return token


def sign_out(sign_in_id: UUID) -> None:
    """End one sign-in; its token is worth nothing from now on."""
    db.session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None)).values(ended_at=clock.now())
    )


def invite(
    purpose: str,
    made_by: UUID | None,
    lasts: timedelta,
    person_id: UUID | None = None,
    length: int = 10,
) -> tuple[Invitation, str]:
    """Make an invitation; the code is given once, here, and only its keyed hash is kept."""
    code = codes.new_code(length)
    now = clock.now()
    invitation = Invitation(
        code_hash=codes.keyed_hash("invitation", code),
        purpose=purpose,
        person_id=person_id,
        made_by=made_by,
        made_at=now,
        ends_at=now + lasts,
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation, code
