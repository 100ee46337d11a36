"""Agreements for screens: one with its clauses, its editions, what was changed by whom, and what waits for whom."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.passkeys import Party, proves
from app.agreements.document import difference, hash_of, match_key, named, open_revision, open_section
from app.agreements.models import Agreement, AgreementRevision, AgreementSection, Signature
from app.agreements.signers import Signer, signers_of
from app.db import db
from app.people.models import Person
from app.prepared import Lookup, Prepared, each, one_of

SHOWN = 30


@dataclass(frozen=True)
class Clause:
    """One clause as its reader sees it."""

    id: UUID
    key: str
    rev: int
    asks: str
    said: str


def clauses_of(agreement: Agreement) -> list[Clause]:
    """The clauses of an edition in their order; two queries."""
    rows = db.session.scalars(
        select(AgreementSection)
        .where(AgreementSection.agreement_id == agreement.id)
        .order_by(AgreementSection.place)
    )
    key = match_key(agreement.match_id)
    return [_clause(key, section) for section in rows]


def clause_of(agreement: Agreement, section: AgreementSection) -> Clause:
    """One clause."""
    return _clause(match_key(agreement.match_id), section)


def _clause(key: bytes, section: AgreementSection) -> Clause:
    said = open_section(key, section)
    return Clause(section.id, section.key, section.rev, said["asks"], said["said"])


def document_at(agreement: Agreement, rev: int) -> dict[str, Any]:
    """The whole document as it stood at a revision."""
    kept = db.session.get_one(AgreementRevision, (agreement.id, rev))
    return open_revision(match_key(agreement.match_id), kept)


@dataclass(frozen=True)
class Edition:
    """One edition on the list of a match."""

    id: UUID
    edition: int
    state: str
    begun_at: datetime
    in_force_at: datetime | None


def editions(match_id: UUID) -> list[Edition]:
    """The editions of a match's agreement, the newest first; one query."""
    rows = db.session.execute(
        select(Agreement.id, Agreement.edition, Agreement.state, Agreement.begun_at, Agreement.in_force_at)
        .where(Agreement.match_id == match_id)
        .order_by(Agreement.edition.desc())
        .limit(SHOWN)
    )
    return [Edition(*row) for row in rows]


@dataclass(frozen=True)
class Changed:
    """That somebody changed a clause at a revision."""

    rev: int
    section: str | None
    by: str
    at: datetime
    phone_at: datetime | None


def changes(agreement: Agreement) -> list[Changed]:
    """Who changed what in an edition, the latest first; one query."""
    rows = db.session.execute(
        select(
            AgreementRevision.rev,
            AgreementRevision.section,
            Person.called,
            AgreementRevision.at,
            AgreementRevision.phone_at,
        )
        .join(Person, Person.id == AgreementRevision.by_id)
        .where(AgreementRevision.agreement_id == agreement.id)
        .order_by(AgreementRevision.rev.desc())
        .limit(SHOWN)
    )
    return [Changed(*row) for row in rows]


@dataclass(frozen=True)
class Compared:
    """One clause before and now: pieces that are the `same`, `gone` or `new`."""

    asks: str
    pieces: list[tuple[str, str]]


def compared(before: dict[str, Any], now: dict[str, Any]) -> list[Compared]:
    """The clauses that differ between two documents."""
    old = {section["key"]: section["said"] for section in before["sections"]}
    return [
        Compared(section["asks"], difference(old.get(section["key"], ""), section["said"]))
        for section in now["sections"]
        if old.get(section["key"], "") != section["said"]
    ]


def terms_changed(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """What of the rhythm differs: its name, before and now."""
    old, new = before["terms"], now["terms"]
    return [(name, old.get(name), value) for name, value in new.items() if old.get(name) != value]


def find_agreement(agreement_id: UUID) -> Agreement | None:
    """The edition with this id."""
    return db.session.get(Agreement, agreement_id)


def find_section(section_id: UUID) -> AgreementSection | None:
    """The clause with this id."""
    return db.session.get(AgreementSection, section_id)


@cache
def _drafts_in(number: int) -> Prepared:
    draft = Agreement.__table__
    return Prepared(
        select(draft.c.id, draft.c.match_id, draft.c.edition, draft.c.rev).where(
            one_of(draft.c.match_id, number), draft.c.state == "draft"
        )
    )


def drafts_of(match_ids: list[UUID]) -> Lookup[list[tuple[Any, list[Signer]]]]:
    """The drafts (id, match_id, edition, rev) in these matches with who must sign; one query where there are none."""
    if not match_ids:
        return []
    drafts = yield from _drafts_in(len(match_ids)).read(**each(match_ids))
    signers = signers_of(drafts)
    return [(draft, signers[draft.id]) for draft in drafts]


@dataclass(frozen=True)
class Signed:
    """One signature as it stands on paper."""

    called: str
    as_who: str
    signed_at: datetime
    confirmed: bool
    sha256: str
    proven: bool | None  # whether what its passkey signed is this text; None where no passkey signed


def _proven(one: Signature, text: bytes, party: Party) -> bool | None:
    if one.evidence is None:
        return None
    return one.sha256 == text and proves(one.evidence, party, named(one.agreement_id, text))


def signatures_of(agreement: Agreement, document: dict[str, Any], party: Party) -> list[Signed]:
    """Who signed the edition as it is now, held against its text; one query."""
    rows = db.session.execute(
        select(Signature, Person.called)
        .join(Person, Person.id == Signature.person_id)
        .where(Signature.agreement_id == agreement.id, Signature.rev == agreement.rev)
        .order_by(Signature.signed_at)
    )
    return [
        Signed(
            called,
            one.as_who,
            one.signed_at,
            one.confirmed_at is not None,
            one.sha256.hex(),
            _proven(one, hash_of(document), party),
        )
        for one, called in rows
    ]
