"""Tables of accounts: passkeys, sign-ins, ceremonies, invitations, recoveries, and what happened to an account."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.accounts.two import OfTwo
from app.db import Model

SUSPENDED_FOR = timedelta(days=7)  # so long old passkeys are kept after a recovery, and it can be undone
CODE_WAITS = timedelta(hours=24)  # so long a code can be handed over, once a second person agreed


class Passkey(Model):
    """A passkey of a person, as WebAuthn describes it; only the public key is here."""

    __tablename__ = "passkey"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(unique=True)
    user_handle: Mapped[bytes]
    public_key: Mapped[bytes]
    sign_count: Mapped[int]
    backup_eligible: Mapped[bool]
    backed_up: Mapped[bool]
    transports: Mapped[list[str]]
    aaguid: Mapped[str]
    prf: Mapped[bool] = mapped_column(default=False)  # it said it can derive secrets; a hint, not signed
    label: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_used_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]


class SignIn(Model):
    """A phone or browser on which a person is signed in; the cookie's token is kept as a hash only."""

    __tablename__ = "sign_in"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    passkey_id: Mapped[UUID | None] = mapped_column(ForeignKey("passkey.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    path: Mapped[str]  # passkey, demo
    device: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    idle_seconds: Mapped[int]  # it ends by itself when not seen for so long,
    ends_at: Mapped[datetime]  # and at this moment anyway
    strong_at: Mapped[datetime | None]  # when the passkey was last asked for
    ended_at: Mapped[datetime | None]
    unlocked_at: Mapped[datetime | None]  # when they were last here, once their lock was opened with the PIN


class JournalLock(Model):
    """Somebody's own lock on what only they read; the PIN is kept as an Argon2id hash only.

    Without a PIN it is the waiting time after a recovery.
    """

    __tablename__ = "journal_lock"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    pin_hash: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)  # wrong ones since the last right one
    wait_until: Mapped[datetime | None]  # until then no PIN is looked at
    forgot_at: Mapped[datetime | None]  # somebody said that they forgot the PIN
    opens_at: Mapped[datetime | None]  # after a recovery without a PIN: closed until then


class Ceremony(Model):
    """One step of somebody who is on their way in: for one visitor, used once, a few minutes long.

    A passkey ceremony keeps its challenge as a hash; `invited` remembers which invitation was shown.
    """

    __tablename__ = "ceremony"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    visitor_hash: Mapped[bytes] = mapped_column(index=True)
    purpose: Mapped[
        str
    ]  # register, step-up, invited, used (a challenge of signing in); step-up and confirmed also about one thing
    challenge_hash: Mapped[bytes | None] = mapped_column(unique=True)
    user_handle: Mapped[bytes | None]
    called: Mapped[str | None]
    language: Mapped[str | None]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitation.id"))
    ends_at: Mapped[datetime] = mapped_column(index=True)
    evidence: Mapped[dict[str, Any] | None]  # of one thing confirmed: what the passkey signed, and the key


class Invitation(Model):
    """A way in, used once: to join (nobody yet), to add a device, or to recover (an existing person)."""

    __tablename__ = "invitation"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    code_hash: Mapped[bytes] = mapped_column(unique=True)
    purpose: Mapped[str]  # join, device, recovery
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]


class Recovery(OfTwo, Model):
    """Getting somebody back in who lost their phone: asked by one of the staff, agreed by another."""

    __tablename__ = "recovery"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed: Mapped[bytes]  # why, in the team's own words
    checked: Mapped[str]  # how the person was recognised: in-person, video, voice
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("invitation.id"))  # the latest code
    done_at: Mapped[datetime | None]

    @property
    def agreed(self) -> bool:
        """True while a code can be handed over."""
        return (
            self.agreed_at is not None
            and self.stopped_at is None
            and self.done_at is None
            and clock.now() - self.agreed_at < CODE_WAITS
        )


class AccountEvent(Model):
    """One thing that happened to an account; the person sees all of them, on every device."""

    __tablename__ = "account_event"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    also_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # who approved
    sign_in_id: Mapped[UUID | None]  # the device that did it, which cannot confirm it for the others
    detail: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "person_id", "id"),)


class Attempt(Model):
    """How often something was tried from one place in one stretch of time (a keyed hash, no address)."""

    __tablename__ = "attempt"
    place_hash: Mapped[bytes] = mapped_column(primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    tries: Mapped[int]
