"""What the journal brings to the desk: who shares nothing for long while they meet, and nothing about private writing."""

import pytest
from sqlalchemy import delete, select, update

from app.db import db
from app.journal.models import Entry
from app.matches.models import Match, Participation
from app.schemes.models import Scheme
from app.sessions.models import Session
from tests.days import today
from tests.signs import signs


@pytest.fixture
def shared_last(inside, cast):
    """`shared_last(days, met)`: Samira's latest shared entry is of so long ago; they met `met` days ago."""

    def change(days: int, met: int = 1, **facts) -> None:
        with inside():
            match = db.session.get_one(Match, cast.matches["samira_joris"])
            for name, value in facts.items():
                setattr(match, name, value)
            latest = db.session.scalars(
                select(Session)
                .where(Session.match_id == match.id, Session.state == "held")
                .order_by(Session.on.desc())
            ).all()
            for session in latest:
                session.on = min(session.on, today(-days - 1))
            latest[0].on = today(-met)
            mine = (Entry.match_id == match.id, Entry.author_id == cast["samira"])
            db.session.execute(update(Entry).where(*mine, Entry.on > today(-days)).values(on=today(-days)))
            kept = db.session.scalars(select(Entry).where(*mine, Entry.audience != "me")).first()
            kept.on = today(-days)

    return change


@pytest.mark.parametrize(("days", "told"), [(27, False), (28, True), (60, True)])
def test_who_shares_nothing_for_four_weeks_while_they_meet_is_seen(as_person, shared_last, days, told):
    shared_last(days)
    assert ("silent" in signs(as_person("noor"))) is told


def test_the_scheme_says_how_long(as_person, shared_last, inside, cast):
    shared_last(28)
    with inside():
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"silent_days": 29}
    assert "silent" not in signs(as_person("noor"))


def test_who_did_not_meet_since_has_nothing_to_tell(as_person, shared_last):
    shared_last(40, met=45)
    assert "silent" not in signs(as_person("noor"))


@pytest.mark.parametrize("facts", [{"paused_until": today(5)}, {"state": "agreeing"}], ids=str)
def test_in_a_pause_and_before_the_start_nobody_is_asked(as_person, shared_last, facts):
    shared_last(40, **facts)
    assert "silent" not in signs(as_person("noor"))


def test_writing_for_oneself_alone_is_not_seen_at_the_desk(as_person, shared_last, inside, cast):
    """The desk says the same of who writes for themselves every day and of who does not write at all."""
    shared_last(40)
    with inside():
        private = db.session.scalars(
            select(Entry).where(Entry.author_id == cast["samira"], Entry.audience == "me")
        ).first()
        assert private is not None
        private.on, private.match_id = today(), cast.matches["samira_joris"]
    before = signs(as_person("noor"))
    with inside():
        db.session.execute(delete(Entry).where(Entry.author_id == cast["samira"], Entry.audience == "me"))
    assert "silent" in before
    assert signs(as_person("noor")) == before


def test_a_mentor_who_does_not_write_is_another_matter(as_person, shared_last, inside, cast):
    shared_last(5)
    with inside():
        mentors = select(Participation.person_id).where(
            Participation.match_id == cast.matches["samira_joris"], Participation.side == "mentor"
        )
        db.session.execute(update(Entry).where(Entry.author_id.in_(mentors)).values(on=today(-90)))
    assert "silent" not in signs(as_person("noor"))
