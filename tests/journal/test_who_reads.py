"""Who reads what: the audience its author chose, the turn of two views, and the trail that staff leaves."""

from datetime import timedelta

import pytest

from app import clock
from app.db import db
from app.journal.content import content_of
from app.journal.models import Entry
from app.sealing.seal import Unreadable

SAID = "Kies een van de antwoorden."


def test_each_sees_the_other_view_only_once_their_own_is_in(as_person, cast):
    samira = as_person("samira")
    session = cast.sessions["held_9"]
    before = samira.page(f"/sessions/{session}").text
    assert "Joris schreef ook. Je leest het als jouw stukje er is" in before
    assert samira.get(f"/entries/{cast.entries['joris_not_yet']}").status_code == 404
    page = samira.page(f"/matches/{cast.matches['samira_joris']}/write?session={session}")
    samira.submit(page, "/entries", did="Mijn kant.", feeling="okay")
    assert samira.get(f"/entries/{cast.entries['joris_not_yet']}").status_code == 200


def test_after_two_days_the_other_view_opens_by_itself(as_person, cast):
    entry = cast.entries["joris_not_yet"]
    with clock.standing_at(clock.now() + timedelta(hours=48, minutes=1)):
        assert as_person("samira").get(f"/entries/{entry}").status_code == 200


def test_the_team_never_sees_that_something_was_written_for_the_pair(as_person, cast):
    noor = as_person("noor")
    text = noor.page(f"/sessions/{cast.sessions['held_4']}").source
    assert "schreef" not in text.split("<main", 1)[1].split("</main>")[0]
    assert noor.get(f"/entries/{cast.entries['samira_pair']}").status_code == 404


def test_reading_by_the_team_is_on_the_trail_once_a_day(as_person, cast):
    noor, samira = as_person("noor"), as_person("samira")
    entry = cast.entries["samira_team"]
    for _ in range(3):
        noor.page(f"/entries/{entry}")
    text = samira.page(f"/entries/{entry}").text
    assert "Gelezen door het team" in text
    trail = text.split("Gelezen door het team")[1].split("Kies opnieuw")[0]
    assert trail.count("Noor") == 1


def test_the_pair_leaves_no_trail(as_person, cast):
    as_person("joris").page(f"/entries/{cast.entries['samira_team']}")
    assert (
        "Niemand van het team heeft dit geopend."
        in as_person("samira").page(f"/entries/{cast.entries['samira_team']}").text
    )


def test_the_author_takes_an_entry_back_from_the_team(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    path = f"/entries/{cast.entries['samira_team']}"
    assert noor.get(path).status_code == 200
    samira.submit(samira.page(path), "/sharing", audience="pair")
    assert noor.get(path).status_code == 404
    assert as_person("joris").get(path).status_code == 200


def test_nobody_but_the_author_widens_an_audience(as_person, cast):
    path = f"/entries/{cast.entries['samira_pair']}/sharing"
    for name in ("joris", "noor", "femke", "vera"):
        assert as_person(name).post(path, {"audience": "team"}).status_code == 404


def test_a_choice_that_is_refused_comes_back_on_its_page_or_as_the_part_that_htmx_asked(as_person, cast):
    samira, path = as_person("samira"), f"/entries/{cast.entries['samira_pair']}/sharing"
    plain = samira.post(path, {"audience": "everybody"})
    part = samira.post(path, {"audience": "everybody"}, headers={"HX-Request": "true"})
    assert plain.status_code == part.status_code == 422
    for answer in (plain, part):
        assert SAID in answer.text
        assert ("<h1" in answer.text) == (answer is plain)


def test_a_diary_entry_cannot_be_shared(as_person, cast):
    samira = as_person("samira")
    answer = samira.post(f"/entries/{cast.entries['samira_diary']}/sharing", {"audience": "team"})
    assert answer.status_code == 422


def test_an_audience_changed_in_the_database_opens_nothing(inside, cast, world):

    with inside():
        entry = db.session.get(Entry, cast.entries["samira_me"])
        entry.audience = "team"
        with pytest.raises(Unreadable):
            content_of(entry)
        db.session.rollback()


def test_a_mentor_loses_everything_two_weeks_after_closing(as_person, cast):
    wouter, dilan = as_person("wouter"), as_person("dilan")
    path = f"/entries/{cast.entries['closed_mentee']}"
    assert wouter.get(path).status_code == 404
    assert wouter.get(f"/matches/{cast.matches['closed']}").status_code == 404
    assert dilan.get(path).status_code == 200


def test_in_a_group_a_shared_entry_is_for_everybody_there(as_person, cast):
    path = f"/entries/{cast.entries['group']}"
    assert as_person("amina").get(path).status_code == 200
    assert as_person("samira").get(path).status_code == 404
