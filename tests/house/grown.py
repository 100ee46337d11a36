"""Ten times the data: the shared world's matches get a longer past, so that a page that counts rows shows it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert, select

from app import clock, ids
from app.db import db
from app.goals.content import content_of as wish_of
from app.goals.content import open_step, seal_progress, seal_step
from app.goals.content import seal_content as seal_wish
from app.goals.models import Goal, Progress, Step
from app.journal.content import content_of, seal_content
from app.journal.models import Entry
from app.matches.models import Match
from app.people.models import Person
from app.review.models import Seen
from app.schemes.models import Membership, Scheme
from app.sealing.vault import key_of
from app.sessions.models import Session
from tests.worlds import World

SESSIONS_MORE = 30
PEOPLE_MORE = 60
GOALS_MORE = 9


def grow(world: World) -> None:
    """Add sessions with copies of what was written in each match, and people to each scheme."""
    with world.inside():
        for match in db.session.scalars(select(Match)).all():
            _more_past(match)
        for goal in db.session.scalars(select(Goal)).all():
            _more_wishes(goal)
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
    fresh = _copied(Entry, entry, id=ids.new_id(), session_id=session_id, on=on)
    fresh.sealed = seal_content(fresh, content_of(entry))
    db.session.add(fresh)
    db.session.flush()
    if entry.audience == "team":
        db.session.add(Seen(entry_id=fresh.id, by_id=entry.author_id))


def _more_wishes(goal: Goal) -> None:
    """Copies of a goal with its steps, and more said about how it goes."""
    steps = db.session.scalars(select(Step).where(Step.goal_id == goal.id)).all()
    for _ in range(GOALS_MORE):
        fresh = _copied(Goal, goal, id=ids.new_id())
        fresh.sealed = seal_wish(fresh, wish_of(goal))
        db.session.add(fresh)
        db.session.flush()
        for step in steps:
            again = _copied(Step, step, id=ids.new_id(), goal_id=fresh.id)
            again.sealed = seal_step(again, open_step(key_of(step.author_id, "journal"), step))
            db.session.add(again)
        for place in range(3):
            told = Progress(id=ids.new_id(), goal_id=fresh.id, author_id=goal.author_id, on=goal.began_on)
            told.sealed = seal_progress(told, {"score": place, "number": str(place), "said": "More."})
            db.session.add(told)
    db.session.flush()


def _copied(kind, row, **other):
    return kind(**{**{column.key: getattr(row, column.key) for column in kind.__table__.c}, **other})


def _more_people(scheme: Scheme) -> None:
    for number in range(PEOPLE_MORE):
        person = Person(called=f"Person {number}", language="nl")
        db.session.add(person)
        db.session.flush()
        db.session.add(Membership(person_id=person.id, scheme_id=scheme.id, role="mentee", since=clock.now()))
