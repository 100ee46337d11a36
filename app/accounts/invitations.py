"""Invitations: a code that opens one door once; the database keeps only its keyed hash."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from app import clock
from app.accounts import attempts
from app.accounts.models import Invitation
from app.accounts.sockets import described
from app.db import db
from app.sealing import codes

BEGINNING = 4  # characters: guesses are counted for all codes that begin with the same ones
GUESSES = 10


def invite(
    purpose: str, made_by: UUID | None, lasts: timedelta, person_id: UUID | None = None, length: int = 10
) -> tuple[Invitation, str]:
    """Make an invitation; its code is shown once and kept nowhere."""
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


def is_open(invitation: Invitation) -> bool:
    """True while an invitation can be used."""
    return invitation.used_at is None and invitation.withdrawn_at is None and invitation.ends_at > clock.now()


def find_by_code(typed: str) -> Invitation | None:
    """The open invitation of a code as somebody typed it.

    Codes die of being guessed: after GUESSES wrong ones that begin in the same way nothing that begins so opens
    that day, from whatever address, and nobody can see whether there was such a code. A new one is made in a minute.
    """
    code = codes.tidy(typed)
    alive = attempts.spend("code", code[:BEGINNING], GUESSES, attempts.DAY)
    code_hash = codes.keyed_hash("invitation", code)
    found = db.session.scalars(db.select(Invitation).where(Invitation.code_hash == code_hash)).first()
    if found is None or not alive or not is_open(found):
        return None
    attempts.give_back("code", code[:BEGINNING], attempts.DAY)
    return found


def use(invitation: Invitation, person_id: UUID) -> bool:
    """Use an invitation up; False for who comes second."""
    now = clock.now()
    used = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.ends_at > now,
        )
        .values(used_at=now, used_by=person_id)
        .returning(Invitation.id)
    )
    return used.first() is not None


def withdraw_open(purpose: str, person_id: UUID) -> None:
    """Take back what still stands open for somebody, because a newer code takes its place."""
    db.session.execute(
        update(Invitation)
        .where(
            Invitation.purpose == purpose,
            Invitation.person_id == person_id,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=clock.now())
    )


def describe(invitation: Invitation) -> dict[str, Any]:
    """What an invitation leads to: `by`, `scheme` and `role`, or nothing."""
    for plug in described:
        words = plug(invitation)
        if words is not None:
            return words
    return {}
