"""What was asked for others, for screens: the list with what its reader may do, and who is behind an erasure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from app.db import db
from app.mydata import policy
from app.mydata.for_another import PURPOSE, open_words
from app.mydata.models import Erasure, ErasureRequest
from app.people.actor import Actor
from app.people.models import tone
from app.people.named import ALSO, BY, WHOM
from app.sealing.vault import DataKey, unwrap

SHOWN = 40


@dataclass(frozen=True)
class Line:
    """One request as the list shows it."""

    asked: ErasureRequest
    key: DataKey
    going: Erasure | None
    called: str
    asked_by: str
    agreed_by: str | None
    may_agree: bool
    may_stop: bool

    @property
    def said(self) -> str:
        """Why, in the words of who asked."""
        return open_words(unwrap(self.key), self.asked)

    @property
    def tone(self) -> int:
        """The colour number of the person's avatar."""
        return tone(self.asked.person_id)

    @property
    def goes_on(self) -> datetime | None:
        """The day on which it happens; None where it does not, or not yet."""
        return self.going.due_at if self.going and self.going.withdrawn_at is None else None


def find_request(asked_id: UUID) -> ErasureRequest | None:
    """The request with this id."""
    return db.session.get(ErasureRequest, asked_id)


def requests(actor: Actor) -> list[Line]:
    """Those for people this person looks after, the latest first; one query."""
    rows = db.session.execute(
        select(
            ErasureRequest,
            DataKey,
            Erasure,
            WHOM.called,
            BY.called,
            ALSO.called,
            policy.agreed_by(actor),
            policy.stopped_by(actor),
        )
        .join(DataKey, and_(DataKey.owner_id == ErasureRequest.person_id, DataKey.purpose == PURPOSE))
        .join(WHOM, WHOM.id == ErasureRequest.person_id)
        .join(BY, BY.id == ErasureRequest.asked_by)
        .outerjoin(ALSO, ALSO.id == ErasureRequest.agreed_by)
        .outerjoin(Erasure, Erasure.id == ErasureRequest.erasure_id)
        .where(policy.seen_by(actor))
        .order_by(ErasureRequest.id.desc())
        .limit(SHOWN)
    )
    return [Line(*row) for row in rows]


def waiting_for(actor: Actor) -> int:
    """How many wait for this person to agree; one query."""
    count = select(func.count()).select_from(ErasureRequest).where(policy.agreed_by(actor))
    return db.session.scalar(count) or 0


def who_asked(erasure_id: UUID) -> tuple[str, str] | None:
    """What the two are called who asked it for somebody; None where they did so themself."""
    row = db.session.execute(
        select(BY.called, ALSO.called)
        .join(ErasureRequest, ErasureRequest.asked_by == BY.id)
        .join(ALSO, ALSO.id == ErasureRequest.agreed_by)
        .where(ErasureRequest.erasure_id == erasure_id)
    ).first()
    return (row[0], row[1]) if row else None
