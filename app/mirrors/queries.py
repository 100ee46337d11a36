"""What mirrors are made of: one's own entries about the latest sessions, and what the team may see of a match."""

from uuid import UUID

from sqlalchemy import and_, select

from app.db import db
from app.journal.content import PURPOSE, open_content
from app.journal.entries import EntryView, own_views
from app.journal.models import Entry
from app.people.actor import Actor
from app.people.models import Person
from app.sealing.vault import DataKey, opened

LATEST = 8


def own(actor: Actor, match_id: UUID) -> list[EntryView]:
    """The actor's own views of the latest sessions of a match, the latest first."""
    return own_views(actor, match_id)[:LATEST]


def shared_balance(match_id: UUID) -> dict[str, list[int]]:
    """Who says that who talked, the earliest first; of what both can read, and nothing else of it.

    The caller settled that the scheme lets its team see this.
    """
    rows = db.session.execute(
        select(
            Entry.id,
            Entry.author_id,
            Person.called,
            Entry.scheme_id,
            Entry.match_id,
            Entry.audience,
            Entry.please_read,
            Entry.sealed,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Person, Person.id == Entry.author_id)
        .join(DataKey, and_(DataKey.owner_id == Entry.author_id, DataKey.purpose == PURPOSE))
        .where(Entry.match_id == match_id, Entry.session_id.is_not(None), Entry.audience != "me")
        .order_by(Entry.on.desc(), Entry.id.desc())
        .limit(2 * LATEST)
    )
    found: dict[str, list[int]] = {}
    for row in rows:
        content = open_content(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row)
        if content.get("talk") is not None:
            found.setdefault(row.called, []).insert(0, content["talk"] or 0)
    return found
