"""Ten times the data: the shared world's matches get a longer past, so that a page that counts rows shows it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, select

from app import clock, ids
from app.db import db
from app.journal.content import content_of, seal_content
from app.journal.models import Entry
from app.matches.models import Match
from app.people.models import Person
from app.review.models import Seen
from app.schemes.models import Membership, Scheme
from app.sessions.models import Session
from tests.worlds import World

SESSIONS_MORE = 30
PEOPLE_MORE = 60


def grow(world: World) -> None:
    """Add sessions with copies of what was written in each match, and people to each scheme."""
    with world.inside():
        for match in db.session.scalars(select(Match)).all():
            _more_past(match)
        for scheme in db.session.scalars(select(Scheme)).all():
            _more_people(scheme)


def _more_past(match: Match) -> None:
    samples = db.session.scalars(select(Entry).where(Entry.match_id == match.id)).all()
    for back in range(1, SESSIONS_MORE + 1):
        on = clock.now().date() - timedelta(days=back)
        session_id = ids.new_id()
        facts = {
            "id": session_id,
            "match_id": match.id,
            "state": "held",
            "on": on,
            "minutes": 60,
            "way": "call",
        }
        db.session.execute(insert(Session), [facts])
        for entry in {sample.author_id: sample for sample in samples}.values():
            _copy(entry, session_id, on)


def _copy(entry: Entry, session_id, on) -> None:
    """An entry with the same words, sealed anew for its own row."""
    copied = {column.key: getattr(entry, column.key) for column in Entry.__table__.c}
    fresh = Entry(**{**copied, "id": ids.new_id(), "session_id": session_id, "on": on})
    fresh.sealed = seal_content(fresh, content_of(entry))
    db.session.add(fresh)
    db.session.flush()
    if entry.audience == "team":
        db.session.add(Seen(entry_id=fresh.id, by_id=entry.author_id))


def _more_people(scheme: Scheme) -> None:
    for number in range(PEOPLE_MORE):
        person = Person(called=f"Person {number}", language="nl")
        db.session.add(person)
        db.session.flush()
        db.session.add(Membership(person_id=person.id, scheme_id=scheme.id, role="mentee", since=clock.now()))
