"""What was seen of a person, the latest of each kind, and how it stands today."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.db import db
from app.people.models import Person
from app.requirements.models import KINDS, Requirement
from app.web.language import today

SOON = timedelta(days=42)  # so long before it expires the team hears of it


@dataclass(frozen=True)
class Seen:
    """One kind of requirement as it stands; without an id where nobody saw it yet."""

    kind: str
    id: UUID | None = None
    seen_on: date | None = None
    expires_on: date | None = None
    checked_by: str = ""

    @property
    def standing(self) -> str:
        """'missing', 'expired', 'soon' or 'valid'."""
        if self.id is None:
            return "missing"
        if self.expires_on is None or self.expires_on > today() + SOON:
            return "valid"
        return "soon" if self.expires_on > today() else "expired"

    @property
    def holds(self) -> bool:
        """True while it counts."""
        return self.standing in ("valid", "soon")


def seen_of(scheme_id: UUID, person_id: UUID) -> list[Seen]:
    """Every kind with the latest that was seen of it; one query."""
    rows = db.session.execute(
        select(
            Requirement.kind,
            Requirement.id,
            Requirement.seen_on,
            Requirement.expires_on,
            Person.called,
        )
        .join(Person, Person.id == Requirement.checked_by)
        .where(
            Requirement.scheme_id == scheme_id,
            Requirement.person_id == person_id,
            Requirement.taken_back_at.is_(None),
        )
        .order_by(Requirement.seen_on, Requirement.id)
    )
    latest = {row.kind: Seen(*row) for row in rows}
    return [latest.get(kind, Seen(kind)) for kind in KINDS]


def find_requirement(requirement_id: UUID) -> Requirement | None:
    """The requirement with this id."""
    return db.session.get(Requirement, requirement_id)
