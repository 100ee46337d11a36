"""Ceremonies under way: which challenge was given to which visitor for what; each is used once."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from app import clock
from app.accounts import passkeys
from app.accounts.models import Ceremony, Invitation
from app.accounts.passkeys import NotBelieved
from app.db import db

LASTS = timedelta(seconds=passkeys.LASTS)
INVITED = timedelta(minutes=15)


class Gone(NotBelieved):
    """There is no such ceremony (any more): another visitor's, another purpose, used, or too late."""


def begin(visitor: bytes, purpose: str, about: str = "", **more) -> bytes:
    """Start a ceremony for a visitor; gives its challenge, of which a hash is kept.

    `about` is the one thing that is confirmed: its hash is part of the challenge, so that the passkey signs it too.
    """
    tidy()
    challenge = passkeys.new_challenge() + (passkeys.hash_of(about.encode()) if about else b"")
    db.session.add(
        Ceremony(
            visitor_hash=visitor,
            purpose=purpose,
            challenge_hash=passkeys.hash_of(challenge),
            ends_at=clock.now() + LASTS,
            **more,
        )
    )
    db.session.flush()
    return challenge


def tidy() -> None:
    """Throw away what nobody finished in time."""
    db.session.execute(delete(Ceremony).where(Ceremony.ends_at < clock.now()))


def take(visitor: bytes | None, purpose: str, challenge: bytes) -> Ceremony:
    """The ceremony a challenge belongs to, taken away before anything is checked; Gone when there is none.

    Committed at once: an answer that is refused afterwards rolls back, and must not bring the challenge back.
    """
    if visitor is None:
        raise Gone("no visitor")
    row = db.session.scalars(
        delete(Ceremony)
        .where(Ceremony.challenge_hash == passkeys.hash_of(challenge), Ceremony.visitor_hash == visitor)
        .returning(Ceremony)
    ).first()
    if row is not None:
        db.session.expunge(row)
    db.session.commit()
    if row is None or row.purpose != purpose or row.ends_at <= clock.now():
        raise Gone("no such ceremony")
    return row


def confirm(visitor: bytes, person_id: UUID, about: str, evidence: dict[str, Any] | None = None) -> None:
    """Remember that this person just confirmed this one thing with their passkey, in this browser."""
    db.session.add(
        Ceremony(
            visitor_hash=visitor,
            purpose=f"confirmed {about}",
            person_id=person_id,
            evidence=evidence,
            ends_at=clock.now() + LASTS,
        )
    )
    db.session.flush()


def is_confirmed(visitor: bytes | None, person_id: UUID, about: str) -> bool:
    """True when this person confirmed this one thing in this browser, and did nothing with that yet."""
    if visitor is None:
        return False
    found = select(Ceremony.id).where(*_confirmed(person_id, about), Ceremony.visitor_hash == visitor)
    return db.session.scalars(found.limit(1)).first() is not None


def use_confirmation(person_id: UUID, about: str) -> dict[str, Any] | None:
    """Take the confirmation away, because what it was given for is done now; gives the evidence, to keep with it."""
    row = delete(Ceremony).where(*_confirmed(person_id, about)).returning(Ceremony.evidence)
    return db.session.scalars(row).first()


def _confirmed(person_id: UUID, about: str):
    return (
        Ceremony.person_id == person_id,
        Ceremony.purpose == f"confirmed {about}",
        Ceremony.ends_at > clock.now(),
    )


def invite_in(visitor: bytes, invitation: Invitation) -> None:
    """Remember that this visitor showed the code of an invitation."""
    forget(visitor)
    db.session.add(
        Ceremony(
            visitor_hash=visitor,
            purpose="invited",
            invitation_id=invitation.id,
            person_id=invitation.person_id,
            ends_at=clock.now() + INVITED,
        )
    )
    db.session.flush()


def invited_to(visitor: bytes | None) -> Invitation | None:
    """The invitation whose code this visitor showed a moment ago."""
    if visitor is None:
        return None
    return db.session.scalars(
        select(Invitation)
        .join(Ceremony, Ceremony.invitation_id == Invitation.id)
        .where(
            Ceremony.visitor_hash == visitor, Ceremony.purpose == "invited", Ceremony.ends_at > clock.now()
        )
        .order_by(Ceremony.id.desc())
        .limit(1)
    ).first()


def forget(visitor: bytes) -> None:
    """The visitor is in, or starts over."""
    db.session.execute(
        delete(Ceremony).where(Ceremony.visitor_hash == visitor, Ceremony.purpose == "invited")
    )


def of_person(person_id: UUID) -> None:
    """Stop every ceremony of a person that is under way."""
    db.session.execute(delete(Ceremony).where(Ceremony.person_id == person_id))
