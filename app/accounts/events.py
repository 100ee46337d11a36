"""What happened to an account, told to the person on all their devices."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from app import clock
from app.accounts.models import AccountEvent
from app.db import db
from app.people.models import Person
from app.web.language import _, mark

SHOWN = 20
SAID: dict[str, str] = {
    "joined": mark("You made your account."),
    "signed-in": mark("You signed in on %(detail)s."),
    "device-added": mark("A device was added: %(detail)s."),
    "device-ended": mark("You signed out %(detail)s."),
    "others-ended": mark("You signed out all other devices."),
    "passkey-removed": mark("You removed the key of %(detail)s."),
    "code-made": mark("You made a code to add a device."),
    "copied": mark("The key of %(detail)s may have been copied. We did not let it in."),
    "recovery-asked": mark("%(by)s asked to get you back in."),
    "recovery-refused": mark("%(by)s stopped getting you back in."),
    "recovery-approved": mark("%(by)s agreed to get you back in."),
    "recovered": mark("You are back in, with the help of %(detail)s. Your old keys no longer work."),
}


def tell(
    person_id: UUID, kind: str, by_id: UUID | None = None, detail: str | None = None, seen: bool = False
) -> None:
    """Note what happened; `seen` for what somebody just did on their only device."""
    now = clock.now()
    event = AccountEvent(
        person_id=person_id, kind=kind, by_id=by_id, detail=detail, at=now, seen_at=now if seen else None
    )
    db.session.add(event)
    db.session.flush()


def events_of(person_id: UUID, unseen: bool = False, most: int = SHOWN) -> list[tuple[str, datetime]]:
    """What happened last, newest first, in words; one query."""
    query = (
        select(AccountEvent.kind, AccountEvent.detail, AccountEvent.at, Person.called)
        .outerjoin(Person, Person.id == AccountEvent.by_id)
        .where(AccountEvent.person_id == person_id)
        .order_by(AccountEvent.id.desc())
        .limit(most)
    )
    if unseen:
        query = query.where(AccountEvent.seen_at.is_(None))
    return [
        (_(SAID[kind], detail=detail or "", by=called or "Naast"), at)
        for kind, detail, at, called in db.session.execute(query)
    ]


def look_at(person_id: UUID) -> None:
    """The person saw everything that happened until now."""
    db.session.execute(
        update(AccountEvent)
        .where(AccountEvent.person_id == person_id, AccountEvent.seen_at.is_(None))
        .values(seen_at=clock.now())
    )
