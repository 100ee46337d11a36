"""What sessions bring to the desk: matches that do not meet, amber first and then red, and sessions nobody told about."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db
from app.matches.models import Match
from app.schemes.models import Scheme
from app.sessions.models import Session
from tests.days import today
from tests.signs import signs


@pytest.fixture
def last_met(inside, cast):
    """`last_met(days)`: Samira and Joris saw each other so many days ago for the last time, and plan nothing."""

    def change(days: int, **facts) -> None:
        with inside():
            match = db.session.get_one(Match, cast.matches["samira_joris"])
            for name, value in facts.items():
                setattr(match, name, value)
            for session in db.session.scalars(select(Session).where(Session.match_id == match.id)):
                if session.state == "planned" or session.on > today(-days):
                    session.state = "missed"
            session = db.session.scalars(
                select(Session).where(Session.match_id == match.id).order_by(Session.on).limit(1)
            ).one()
            session.state, session.on = "held", today(-days)

    return change


@pytest.mark.parametrize(
    ("days", "sign"),
    [(13, None), (14, "rhythm_amber"), (27, "rhythm_amber"), (28, "rhythm_red"), (90, "rhythm_red")],
)
def test_a_match_that_does_not_meet_is_amber_at_twice_its_rhythm_and_red_at_four_times(
    as_person, last_met, days, sign
):
    last_met(days)
    assert signs(as_person("noor")) & {"rhythm_amber", "rhythm_red"} == ({sign} if sign else set())


def test_the_scheme_says_when_it_is_amber(as_person, last_met, inside, cast):
    last_met(14)
    with inside():
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"amber_rhythms": 3}
    assert "rhythm_amber" not in signs(as_person("noor"))


@pytest.mark.parametrize(
    "facts",
    [{"state": "preparing"}, {"paused_until": today(5)}, {"suspended_at": clock.now() - timedelta(days=1)}],
    ids=lambda facts: next(iter(facts)),
)
def test_who_need_not_meet_is_not_late(as_person, last_met, facts):
    last_met(90, **facts)
    assert not signs(as_person("noor")) & {"rhythm_amber", "rhythm_red"}


@pytest.mark.parametrize(("days", "told"), [(1, False), (2, True), (29, True), (30, False)])
def test_a_planned_session_about_which_nobody_said_a_word(as_person, inside, cast, days, told):
    with inside():
        db.session.get_one(Session, cast.sessions["next"]).on = today(-days)
    assert ("not_written" in signs(as_person("noor"))) is told


def test_one_tap_that_it_did_not_happen_is_a_word(as_person, inside, cast):
    with inside():
        session = db.session.get_one(Session, cast.sessions["next"])
        session.on, session.state = today(-3), "missed"
    assert "not_written" not in signs(as_person("noor"))
