"""What agreements say about privacy: who reads what a match agreed."""

from sqlalchemy import ColumnElement, select

from app.agreements import policy
from app.agreements.document import match_key, open_revision
from app.agreements.models import Agreement, AgreementRevision, Signature
from app.db import db
from app.matches.privacy import matches_of
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.web.language import mark, ngettext


def _mine(person_id) -> ColumnElement[bool]:
    return Agreement.match_id.in_(matches_of(person_id))


AGREEMENTS = Shown(
    Agreement,
    said=lambda n: ngettext("what you agreed", "what you agreed, %(n)s editions", n),
    mine=_mine,
    grounds=(Ground(policy.readable_by, mark("because everybody who signs it reads it")),),
)


def _document(row: AgreementRevision) -> dict:
    return open_revision(match_key(db.session.get_one(Agreement, row.agreement_id).match_id), row)


def _my_agreements(person_id):
    return select(Agreement.id).where(_mine(person_id))


HELD = (
    Held(Agreement, mark("Our agreement"), through=_mine),
    Held(
        AgreementRevision,
        mark("What you agreed, as it grew"),
        told=_document,
        through=lambda me: AgreementRevision.agreement_id.in_(_my_agreements(me)),
    ),
    Held(Signature, mark("Signatures"), ("person_id",)),
)
