"""What happened to an account: each thing once, in words, shown to the person until they have seen it."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update

from app import audit, clock
from app.accounts.models import AccountEvent
from app.db import db
from app.people.models import Person
from app.people.named import ALSO, BY
from app.web.language import _, mark

SHOWN = 40
# Kind -> the sentence; `%(by)s` and `%(also)s` are staff, `%(detail)s` is a device or a passkey.
KINDS: dict[str, str] = {
    "joined": mark("Your account was made on: %(detail)s."),
    "signed-in": mark("Signed in on: %(detail)s."),
    "signed-out-others": mark("All other phones and browsers were signed out."),
    "device-ended": mark("Signed out from a distance: %(detail)s."),
    "ended-by-operator": mark("You were signed out everywhere by the people who keep Naast running."),
    "device-code": mark("A code was made for another phone or browser."),
    "passkey-added": mark("A passkey was added: %(detail)s."),
    "passkey-removed": mark("A passkey was removed: %(detail)s."),
    "passkey-odd": mark("We refused a passkey that looked copied: %(detail)s."),
    "lock-set": mark("You set a lock on what only you read."),
    "lock-changed": mark("The PIN of your lock was changed."),
    "lock-removed": mark("Your lock was taken away."),
    "lock-forgotten": mark("Somebody said that you forgot the PIN of your lock. Was it not you? Stop it."),
    "lock-kept": mark("Your lock stays. The old PIN works."),
    "opened": mark("%(by)s and %(also)s opened what only you read, for your safety. They tell you why."),
    "going-asked": mark("You asked to let everything of yours go on %(detail)s."),
    "going-stopped": mark("What is yours stays: you thought better of it."),
    "going-asked-for": mark("%(by)s asked to let everything of yours go."),
    "going-agreed": mark(
        "%(by)s and %(also)s want everything of yours to go on %(detail)s. You can stop it under “My data”."
    ),
    "going-stopped-for": mark("%(by)s stopped it: what is yours stays."),
    "recovery-asked": mark("%(by)s asked to let you in again."),
    "recovery-approved": mark("%(by)s agreed to let you in again."),
    "recovery-refused": mark("%(by)s did not agree to let you in again."),
    "recovery-code": mark("%(by)s made a code to let you in again."),
    "recovery-undone": mark("%(by)s undid that you were let in again. Your passkeys of before work."),
    "recovered": mark("You were let in again by %(by)s and %(also)s. Your old passkeys no longer work."),
}
# These need no second look: they are in the list, but not on Today.
QUIET = frozenset(("lock-set", "joined", "signed-out-others", "device-ended"))


# Done at the command line: in the audit log it stands in the chain of nobody.
BY_NOBODY = frozenset(("ended-by-operator",))


class Event(NamedTuple):
    """One thing that happened, as screens show it."""

    id: UUID
    kind: str
    said: str
    at: object
    new: bool


def happened(
    person_id: UUID,
    kind: str,
    by: UUID | None = None,
    also_by: UUID | None = None,
    sign_in_id: UUID | None = None,
    detail: str | None = None,
) -> AccountEvent:
    """Write down what happened to somebody's account; `sign_in_id` is the device that did it, if one did."""
    if kind not in KINDS:
        raise ValueError(f"{kind} is no kind of event")
    now = clock.now()
    event = AccountEvent(
        person_id=person_id,
        kind=kind,
        by_id=by,
        also_by_id=also_by,
        sign_in_id=sign_in_id,
        detail=detail,
        at=now,
        seen_at=now if kind in QUIET else None,
    )
    db.session.add(event)
    db.session.flush()
    hand = None if kind in BY_NOBODY else by or person_id
    audit.record(hand, f"accounts.{kind}", [(event.id, person_id)])
    return event


def _unseen(person_id: UUID, sign_in_id: UUID) -> ColumnElement[bool]:
    """What this device has to show: the news that it did not make itself."""
    elsewhere = or_(AccountEvent.sign_in_id.is_(None), AccountEvent.sign_in_id != sign_in_id)
    return (AccountEvent.person_id == person_id) & AccountEvent.seen_at.is_(None) & elsewhere


def _told(here: UUID, *which: ColumnElement[bool]) -> list[Event]:
    rows = db.session.execute(
        select(AccountEvent, BY.called, ALSO.called)
        .outerjoin(BY, BY.id == AccountEvent.by_id)
        .outerjoin(ALSO, ALSO.id == AccountEvent.also_by_id)
        .where(*which)
        .order_by(AccountEvent.id.desc())
        .limit(SHOWN)
    )
    return [
        Event(
            event.id,
            event.kind,
            _say(event, one, other),
            event.at,
            event.seen_at is None and event.sign_in_id != here,
        )
        for event, one, other in rows
    ]


def _say(event: AccountEvent, by: str | None, also: str | None) -> str:
    return _(KINDS[event.kind], by=by or "Naast", also=also or "Naast", detail=event.detail or "?")


def said(event: AccountEvent) -> str:
    """What happened, in the reader's language."""
    names = [
        db.session.get_one(Person, one).called if one else None for one in (event.by_id, event.also_by_id)
    ]
    return _say(event, *names)


def news(person_id: UUID, sign_in_id: UUID) -> list[Event]:
    """What the person has not seen yet on this device, the latest first; one query."""
    return _told(sign_in_id, _unseen(person_id, sign_in_id))


def all_of(person_id: UUID, sign_in_id: UUID) -> list[Event]:
    """The latest things that happened, seen or not; what this device did itself is not new to it. One query."""
    return _told(sign_in_id, AccountEvent.person_id == person_id)


def seen(person_id: UUID, sign_in_id: UUID) -> None:
    """The person has looked, on this device, at what other devices and staff did."""
    db.session.execute(update(AccountEvent).where(_unseen(person_id, sign_in_id)).values(seen_at=clock.now()))
