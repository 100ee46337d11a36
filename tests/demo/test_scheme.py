"""The whole demo: enough believable people and words, in both languages, and all of it made by what people do."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from app import create_app
from app.db import db
from app.demo.crowd import PAIRS
from app.demo.guests import GUESTS
from app.demo.queries import people_of_guests
from app.demo.scheme import build
from app.demo.words import words_in
from app.journal.content import content_of
from app.journal.models import Entry, Reading
from app.matches.models import STATES, Match, Participation
from app.people.models import Person
from app.review.models import Answer, Seen
from app.sessions.models import Session
from app.web.language import today
from tests import databases
from tests.worlds import settings


@pytest.fixture(scope="module")
def demo():
    """The whole demo, on SQLite as `naast demo` has it."""
    address = databases.fresh(databases.make_template("sqlite", lambda _address: None))
    app = create_app(settings(address, NAAST_DEMO="on"))
    with app.app_context():
        db.create_all()
        build()
        db.session.commit()
        yield
        db.session.remove()
        db.engine.dispose()
    databases.drop(address)


def counted(column) -> Counter:
    """How often each value of a column is there."""
    return Counter(db.session.scalars(select(column)))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_are_enough_things_to_say(language):
    said = words_in(language).sentences()
    assert len(said) == len(set(said)) >= 120


def test_both_languages_know_the_same_things_to_do():
    dutch, english = words_in("nl"), words_in("en")
    assert dutch.did.keys() == english.did.keys()
    assert {name: len(told) for name, told in dutch.stories.items()} == {
        name: len(told) for name, told in english.stories.items()
    }
    assert {pair.about for pair in PAIRS} <= dutch.stories.keys()


@pytest.mark.slow
def test_forty_people_and_matches_of_every_kind_in_every_state(demo):
    assert db.session.scalar(select(func.count()).select_from(Person)) >= 50
    assert set(counted(Match.state)) == set(STATES)
    kinds = counted(Match.kind)
    assert kinds["one-to-one"] >= 22
    assert kinds["group"] >= 2
    assert kinds["peer"] >= 2


@pytest.mark.slow
def test_one_tap_leads_to_both_sides_of_a_match_in_each_step(demo):
    guests = people_of_guests()
    assert set(guests) == {guest.name for guest in GUESTS}
    rows = db.session.execute(
        select(Match.id, Match.state, Match.kind)
        .join(Participation, Participation.match_id == Match.id)
        .where(Participation.person_id.in_([row.id for row in guests.values()]))
    ).all()
    both = {row.state for row, number in Counter(rows).items() if number == 2}
    assert {"agreeing", "active", "closing"} <= both
    assert set(STATES) - {"withdrawn"} <= {row.state for row in rows}
    assert {row.kind for row in rows} == {"one-to-one", "group", "peer"}


@pytest.mark.slow
def test_a_year_of_sessions_lies_behind_and_the_next_ones_ahead(demo):
    states = counted(Session.state)
    assert states["held"] > 300
    assert states["missed"] > 20
    first, last = db.session.execute(select(func.min(Session.on), func.max(Session.on))).one()
    assert (today() - first).days > 300
    assert last > today()
    overdue = select(func.count()).where(Session.state == "planned", Session.on < today())
    assert db.session.scalar(overdue) == 0


@pytest.mark.slow
def test_entries_are_for_all_audiences_and_none_looks_like_a_stencil(demo):
    assert all(number > 30 for number in counted(Entry.audience).values())
    entries = db.session.scalars(select(Entry)).all()
    written = [text for entry in entries if (text := content_of(entry).get("did"))]
    assert len(set(written)) > 0.65 * len(written)
    assert not [text for text in written if "{" in text or "  " in text]
    twice = Counter((entry.author_id, entry.match_id, content_of(entry).get("did")) for entry in entries)
    assert [key for key, number in twice.items() if number > 1 and key[1] and key[2]] == []
    assert db.session.scalar(select(func.count()).select_from(Answer)) > 10


@pytest.mark.slow
def test_nothing_was_written_or_answered_in_the_future_or_before_its_session(demo):
    assert db.session.scalar(select(func.count()).where(Entry.on > today())) == 0
    early = select(func.count()).select_from(Entry).join(Session).where(Entry.written_at < Session.starts_at)
    assert db.session.scalar(early) == 0


@pytest.mark.slow
def test_who_saw_or_answered_what_somebody_wrote_opened_it_first(demo):
    opened = {(row.entry_id, row.reader_id): row.at for row in db.session.scalars(select(Reading))}
    seen = db.session.scalars(select(Seen)).all()
    assert len(seen) > 20
    assert [(one.entry_id, one.by_id) for one in seen if opened[one.entry_id, one.by_id] > one.at] == []
