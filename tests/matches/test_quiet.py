"""Quiet hours and the clocks of a scheme: nobody is reminded then, nothing is suggested then, and it goes on by itself."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from app import clock
from app.db import db
from app.matches.models import Match
from app.matches.quiet import beside_quiet, is_quiet
from app.ratings.models import Rating
from app.schemes.models import Scheme
from app.sessions.models import Session
from tests.days import today

RATE, WRITE, LOOK_BACK = "Hoe gaat het tussen jullie?", "Nog op te schrijven", "Begin met terugkijken"


@pytest.mark.parametrize(
    ("since", "until", "at", "quiet"),
    [
        ("21:30", "08:00", "21:29", False),
        ("21:30", "08:00", "21:30", True),
        ("21:30", "08:00", "00:00", True),
        ("21:30", "08:00", "07:59", True),
        ("21:30", "08:00", "08:00", False),
        ("13:00", "15:00", "14:00", True),
        ("13:00", "15:00", "15:00", False),
        ("13:00", "13:00", "13:00", False),
        (None, None, "03:00", False),
    ],
)
def test_quiet_hours_may_span_midnight(since, until, at, quiet):
    assert is_quiet(since, until, at) is quiet


@pytest.mark.parametrize(
    ("since", "until", "at", "suggested"),
    [
        ("21:30", "08:00", "15:30", "15:30"),  # nothing is in the way
        ("21:30", "08:00", "20:15", "20:15"),  # ends as it becomes quiet
        ("21:30", "08:00", "21:00", "20:15"),  # would end too late
        ("21:30", "08:00", "22:00", "20:15"),  # begins too late
        ("21:30", "08:00", "07:00", "08:00"),  # begins too early
        ("14:00", "17:00", "15:00", "12:45"),
        ("08:00", "07:30", "15:00", "15:00"),  # no room beside them: the people know best
        (None, None, "23:30", "23:30"),
    ],
)
def test_a_session_is_suggested_beside_the_quiet_hours(since, until, at, suggested):
    assert beside_quiet(since, until, at, 75) == suggested


@pytest.fixture
def due(cast, inside):
    """In Samira's match it is time to say how it is, and a session of the day before yesterday is not written yet."""
    with inside():
        db.session.execute(db.delete(Rating))
        at = cast.matches["samira_joris"]
        db.session.add(Session(match_id=at, state="planned", on=today(-2)))


def around_now(hours: int) -> dict[str, str]:
    """Quiet hours from an hour ago, for so many hours from now."""
    now = clock.now().astimezone(ZoneInfo("Europe/Amsterdam"))
    since, until = now - timedelta(hours=1), now + timedelta(hours=hours)
    return {"quiet_from": f"{since:%H:%M}", "quiet_until": f"{until:%H:%M}"}


def change(inside, cast, **facts):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        for name, value in facts.items():
            setattr(match, name, value)


def test_in_quiet_hours_nobody_is_reminded_and_afterwards_they_are(as_person, cast, inside, due):
    samira = as_person("samira")
    assert RATE in samira.page("/").text and WRITE in samira.page("/").text
    change(inside, cast, **around_now(1))
    text = samira.page("/").text
    assert RATE not in text and WRITE not in text
    with clock.standing_at(clock.now() + timedelta(hours=1, minutes=5)):
        text = samira.page("/").text
        assert RATE in text and WRITE in text


def test_in_a_pause_nobody_is_reminded(as_person, cast, inside, due):
    change(inside, cast, paused_until=today(7))
    text = as_person("samira").page("/").text
    assert RATE not in text and WRITE not in text


def test_the_next_sessions_are_suggested_outside_the_quiet_hours(as_person, cast, inside):
    path = f"/matches/{cast.matches['samira_joris']}/sessions/ahead"
    samira = as_person("samira")
    usual = samira.page(path).form().fields()["at"]
    change(inside, cast, quiet_from="15:00", quiet_until="16:30")
    assert usual == ["15:30"]
    assert samira.page(path).form().fields()["at"] == ["13:45"]


@pytest.mark.parametrize(("weeks", "asked"), [(4, False), (10, True)])
def test_how_long_ahead_the_end_is_near_is_a_setting_of_the_scheme(as_person, cast, inside, weeks, asked):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.ends_on = today(8 * 7)
        db.session.get_one(Scheme, match.scheme_id).settings = {"closing_weeks": weeks}
    assert (LOOK_BACK in as_person("samira").page("/").text) is asked
    line = "De tijd die ze afspraken is bijna om"
    assert (line in as_person("noor").page("/desk?whose=mine").text) is asked


def test_a_business_scheme_hears_of_the_end_four_weeks_ahead_unless_it_says_otherwise(
    as_person, cast, inside
):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.ends_on = today(5 * 7)
        scheme = db.session.get_one(Scheme, match.scheme_id)
        scheme.template, scheme.settings = "business", {}
    samira, noor = as_person("samira"), as_person("noor")
    line = "De tijd die ze afspraken is bijna om"
    assert LOOK_BACK not in samira.page("/").text
    assert line not in noor.page("/desk?whose=mine").text
    change(inside, cast, ends_on=today(27))
    assert LOOK_BACK in samira.page("/").text
    assert line in noor.page("/desk?whose=mine").text
