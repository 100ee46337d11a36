"""Lists of accounts for screens, and finding what an address names."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select

from app.accounts import policy
from app.accounts.models import Recovery
from app.accounts.reasons import PURPOSE, open_reason
from app.db import db
from app.people.actor import Actor
from app.people.models import Person, tone
from app.people.named import ALSO, BY, WHOM
from app.sealing.vault import DataKey, unwrap

SHOWN = 50


@dataclass(frozen=True)
class Getting:
    """Somebody who is being let back in, as the list shows it, with what the reader may do."""

    recovery: Recovery
    called: str
    asked_by: str
    agreed_by: str | None
    may_approve: bool
    may_refuse: bool
    may_hand_over: bool
    may_undo: bool
    key: DataKey

    @property
    def reason(self) -> str:
        """Why, in the words of who asked."""
        return open_reason(unwrap(self.key), self.recovery)

    @property
    def tone(self) -> int:
        """The colour number of the person's avatar."""
        return tone(self.recovery.person_id)

    @property
    def state(self) -> str:
        """Where it stands: done, undone, stopped, agreed, waits or over."""
        now = self.recovery
        if now.stopped_at:
            return "undone" if now.done_at else "stopped"
        if now.done_at:
            return "done"
        return "agreed" if now.agreed else "waits" if now.waits else "over"


def find_person(person_id: UUID) -> Person | None:
    """The person with this id."""
    return db.session.get(Person, person_id)


def find_recovery(recovery_id: UUID) -> Recovery | None:
    """The recovery with this id."""
    return db.session.get(Recovery, recovery_id)


def recoveries(actor: Actor) -> list[Getting]:
    """Who is being let back in, of the people this person looks after, newest first; one query."""
    rows = db.session.execute(
        select(
            Recovery,
            WHOM.called,
            BY.called,
            ALSO.called,
            policy.approved_by(actor),
            policy.refused_by(actor),
            policy.handed_over_by(actor),
            policy.undone_by(actor),
            DataKey,
        )
        .join(WHOM, WHOM.id == Recovery.person_id)
        .join(BY, BY.id == Recovery.asked_by)
        .join(DataKey, and_(DataKey.owner_id == Recovery.person_id, DataKey.purpose == PURPOSE))
        .outerjoin(ALSO, ALSO.id == Recovery.agreed_by)
        .where(policy.recoveries_seen_by(actor))
        .order_by(Recovery.id.desc())
        .limit(SHOWN)
    )
    return [Getting(*row) for row in rows]


def waiting_for(actor: Actor) -> int:
    """How many wait for this person to agree; one query."""
    return db.session.scalar(select(func.count()).select_from(Recovery).where(policy.approved_by(actor))) or 0
