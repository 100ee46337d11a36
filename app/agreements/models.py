"""Tables of the agreement: one living document per edition, section by section, every revision, and who signed which."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

DRAFT = text("state = 'draft'")


class Agreement(Model):
    """One edition of what a match agreed: a draft until all have signed, in force until the next one is."""

    __tablename__ = "agreement"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    edition: Mapped[int]
    state: Mapped[str] = mapped_column(default="draft")  # draft, in-force, replaced, dropped
    rev: Mapped[int] = mapped_column(default=1)
    terms: Mapped[dict[str, Any]]  # rhythm_days, session_minutes, weeks, quiet_from, quiet_until
    begun_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    sign_by: Mapped[date]  # after this day the team hears that it is not signed
    in_force_at: Mapped[datetime | None]

    __table_args__ = (
        Index("uq_agreement_match_edition", "match_id", "edition", unique=True),
        Index("uq_agreement_draft", "match_id", unique=True, sqlite_where=DRAFT, postgresql_where=DRAFT),
    )


class AgreementSection(Model):
    """One clause of an edition: what it asks, and what they agreed about it, sealed with the key of the match."""

    __tablename__ = "agreement_section"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id"), index=True)
    key: Mapped[str]
    place: Mapped[int]
    rev: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]
    came = ""  # what became of a change just made: "merged" or "kept-both" where two crossed


class AgreementRevision(Model):
    """The whole document as it stood at one revision, sealed, with its hash: what a signature is about."""

    __tablename__ = "agreement_revision"
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[str | None]  # which clause was changed; nothing: the beginning
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    phone_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    sha256: Mapped[bytes]
    sealed: Mapped[bytes]


class Signature(Model):
    """That somebody signed one revision, and showed with their passkey that it was them; never changed."""

    __tablename__ = "signature"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id"), index=True)
    rev: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    as_who: Mapped[str]  # mentee, mentor, peer, team, guardian
    sha256: Mapped[bytes]  # of what was signed, the limits of confidentiality included
    passkey_id: Mapped[UUID | None]  # which passkey confirmed it; it may be gone since
    confirmed_at: Mapped[datetime | None]
    evidence: Mapped[dict[str, Any] | None]  # what the passkey signed, and its public key
    signed_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index("uq_signature", "agreement_id", "rev", "person_id", unique=True),)
