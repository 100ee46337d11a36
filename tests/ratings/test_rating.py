"""How it is between two people: asked by the clock, for the team alone, and a reason on the desk when it changes."""

from datetime import timedelta

import pytest

from app import clock, ids
from app.db import db
from app.matches.models import Match
from app.ratings.models import Rating

LINE = "Het gaat anders tussen hen, of ze zien het verschillend"


def rate(person, cast, value: int, said: str | None = None, match: str = "samira_joris"):
    page = person.page(f"/matches/{cast.matches[match]}/ratings")
    return person.submit(page, "/ratings", value=value, said=said or "")


def test_only_the_writer_and_the_team_read_it(as_person, cast):
    samira, joris, noor = as_person("samira"), as_person("joris"), as_person("noor")
    rate(samira, cast, 3, "Soms is het stil.")
    where = f"/matches/{cast.matches['samira_joris']}"
    assert "Soms is het stil." in samira.page(f"{where}/ratings").text
    assert "Soms is het stil." in noor.page(where).text
    for path in (where, f"{where}/ratings", "/"):
        assert "Soms is het stil." not in joris.page(path).text


def test_it_is_asked_by_the_clock_and_not_again_at_once(as_person, cast, inside):
    with inside():
        db.session.execute(db.delete(Rating))
    samira = as_person("samira")
    assert "Hoe gaat het tussen jullie?" in samira.page("/").text
    rate(samira, cast, 4)
    assert "Hoe gaat het tussen jullie?" not in samira.page("/").text


def test_a_fall_becomes_a_reason_on_the_desk_and_goes_when_it_is_well_again(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    assert LINE not in noor.page("/desk?whose=mine").text
    rate(samira, cast, 2)
    assert LINE in noor.page("/desk?whose=mine").text
    rate(samira, cast, 4)
    assert LINE not in noor.page("/desk?whose=mine").text


def test_a_small_step_down_is_no_reason(as_person, cast):
    noor = as_person("noor")
    rate(as_person("samira"), cast, 3)
    assert LINE not in noor.page("/desk?whose=mine").text


def test_two_sides_far_apart_are_a_reason(as_person, cast):
    bas = as_person("bas")
    assert LINE in bas.page("/desk").text  # Aysel said 2, Milan 5
    rate(as_person("aysel"), cast, 4, match="milan_aysel")
    assert LINE not in bas.page("/desk?whose=mine").text


@pytest.mark.parametrize("value", ["", "0", "6", "x"])
def test_what_is_no_answer_brings_the_words_back(as_person, cast, value):
    samira = as_person("samira")
    path = f"/matches/{cast.matches['samira_joris']}/ratings"
    answer = samira.post(path, {"value": value, "said": "Deze regel blijft."})
    assert answer.status_code == 422
    assert "Kies een van de vijf." in answer.text
    assert "Deze regel blijft." in answer.text


def test_nobody_is_asked_while_the_match_is_suspended(as_person, cast, inside):
    with inside():
        db.session.execute(db.delete(Rating))
        match = db.session.get(Match, cast.matches["samira_joris"])
        match.suspended_at = match.made_at
    assert "Hoe gaat het tussen jullie?" not in as_person("samira").page("/").text


def test_what_waited_on_a_phone_counts_when_it_was_said_not_when_it_arrived(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    with clock.standing_at(clock.now() - timedelta(days=2)):
        then = str(ids.new_id())
    rate(samira, cast, 4)
    path = f"/matches/{cast.matches['samira_joris']}/ratings"
    assert samira.post(path, {"value": "2", "op": then}).status_code == 303
    assert LINE not in noor.page("/desk?whose=mine").text  # a 2 came first, then the 4
    rate(samira, cast, 2)
    assert LINE in noor.page("/desk?whose=mine").text


def test_reading_by_the_team_is_shown_to_who_answered(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    pair = f"/matches/{cast.matches['samira_joris']}"
    assert "Gelezen door het team" not in samira.page(f"{pair}/ratings").text
    noor.page(pair)
    assert "Gelezen door het team" in samira.page(f"{pair}/ratings").text
