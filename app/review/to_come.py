"""What the team is going to follow up, over many matches."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from app.db import db
from app.matches.models import Match
from app.review.models import FollowUp
from app.review.queries import PAGE, PURPOSE, what
from app.sealing.vault import DataKey
from app.web.language import today


@dataclass(frozen=True)
class ToCome:
    """Something to follow up, in a list over matches."""

    match_id: UUID
    name: str | None
    said: str
    due_on: date

    @property
    def overdue(self) -> bool:
        """True when its day is over."""
        return self.due_on < today()


def to_come(match_ids: list[UUID], until: date) -> list[ToCome]:
    """What is to be followed up in these matches until a day, the most pressing first."""
    rows = db.session.execute(
        select(
            FollowUp.id,
            FollowUp.match_id,
            FollowUp.by_id,
            FollowUp.sealed,
            FollowUp.due_on,
            Match.name,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Match, Match.id == FollowUp.match_id)
        .join(DataKey, and_(DataKey.owner_id == FollowUp.by_id, DataKey.purpose == PURPOSE))
        .where(FollowUp.match_id.in_(match_ids), FollowUp.closed_at.is_(None), FollowUp.due_on <= until)
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(PAGE)
    )
    return [ToCome(row.match_id, row.name, what(row), row.due_on) for row in rows]
