"""What agreements say about privacy: who reads what a match agreed."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.agreements import policy
from app.agreements.document import match_key, open_revision
from app.agreements.models import Agreement, AgreementRevision, Signature
from app.agreements.words import AS_WHO, STATES
from app.db import db
from app.matches.models import Match
from app.matches.policy import taken_part_by
from app.matches.privacy import matches_of, together
from app.privacy.held import TOGETHER, Held
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext


def _of_matches(person_id: UUID) -> ColumnElement[bool]:
    return Agreement.match_id.in_(matches_of(person_id))


AGREEMENTS = Shown(
    Agreement,
    said=lambda n: ngettext("what you agreed", "what you agreed, %(n)s editions", n),
    mine=_of_matches,
    grounds=(Ground(policy.readable_by, mark("because everybody who signs it reads it")),),
)


def _ours(actor: Any) -> ColumnElement[bool]:
    return Agreement.match_id.in_(select(Match.id).where(taken_part_by(actor)))


def _document(row: AgreementRevision) -> dict:
    return open_revision(match_key(db.session.get_one(Agreement, row.agreement_id).match_id), row)


HELD = (
    Held(
        Agreement,
        mark("Our agreement"),
        ("edition", "state", "begun_at", "sign_by", "in_force_at"),
        through=_ours,
        words={"state": STATES},
        stays=TOGETHER,
    ),
    Held(
        AgreementRevision,
        mark("What you agreed, as it grew"),
        ("rev", "at", "by_id"),
        through=lambda actor: AgreementRevision.agreement_id.in_(select(Agreement.id).where(_ours(actor))),
        told=_document,
        stays=TOGETHER,
    ),
    Held(
        Signature,
        mark("Signatures"),
        ("signed_at", "as_who", "rev"),
        ("person_id",),
        words={"as_who": AS_WHO},
        stays=TOGETHER,
    ),
)

RETAINED = (together(Agreement, mark("Our agreement")),)
