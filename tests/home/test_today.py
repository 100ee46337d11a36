"""Today: what is next, where we stand, what waits for me."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from app import clock
from app.db import db
from app.schemes.models import Guardianship, Membership, Scheme
from app.sessions.models import Session


def test_samira_sees_her_next_session_her_path_and_her_mentor(as_person, cast):
    text = as_person("samira").page("/").text
    assert "Hoi Samira" in text
    assert "met Joris" in text
    assert "Jouw weg met Joris" in text
    assert "ontmoeting 9 van" in text


def test_today_asks_about_the_session_that_was_not_written_down(as_person, cast):
    samira = as_person("samira")
    page = samira.page("/")
    assert "Nog op te schrijven" in page.text
    assert any(str(cast.sessions["held_9"]) in link for link in page.links())


@pytest.mark.parametrize(("begun", "hours", "asked"), [(23, 24, False), (25, 24, True), (23, 20, True)])
def test_today_asks_about_a_planned_session_after_the_hours_that_the_scheme_set(
    as_person, cast, inside, begun, hours, asked
):
    with inside():
        starts = clock.now() - timedelta(hours=begun)
        at = cast.matches["samira_joris"]
        made = Session(match_id=at, state="planned", on=starts.date(), starts_at=starts)
        db.session.add(made)
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"reminder_hours": hours}
        db.session.flush()
        session = made.id
    links = as_person("samira").page("/").links()
    assert any(str(session) in link for link in links) is asked


def test_who_is_in_no_match_is_told_what_comes(as_person, cast, inside):
    with inside():
        db.session.execute(delete(Guardianship))
    assert "Nu zoeken we samen met jou een koppeling" in as_person("ilse").page("/").text


def test_in_two_matches_the_links_say_to_which_they_belong(as_person, cast):
    links = [link for link in as_person("milan").page("/").all("a") if "Schrijf over jullie" in link.text]
    assert len({link.text for link in links}) == len({link.get("href") for link in links}) == 2


def test_who_is_in_no_match_is_told_whom_we_look_for_and_what_they_can_do_meanwhile(as_person, cast):
    today = as_person("dilan").page("/")
    assert "We zoeken een mentor die bij je past" in today.text
    assert {f"/schemes/{cast.schemes['ours']}/card", "/diary/new", "/my-data", "/talk"} <= set(today.links())
    # Who is in a match, or was proposed one, and who takes part in no match themselves.
    for name in ("samira", "jamila", "wouter", "noor", "ilse", "vera"):
        assert "die bij je past" not in as_person(name).page("/").text, name


def test_the_team_finds_the_way_to_the_desk(as_person, cast):
    assert "/desk" in as_person("noor").page("/").links()


def test_who_is_in_a_match_and_works_here_too_finds_the_desk_and_back(as_person, cast, inside, statements):
    """It costs Today nothing: whether they do is asked beside the rest."""
    joris = as_person("joris")
    assert "/desk" not in joris.page("/").links()
    with inside():
        db.session.add(
            Membership(person_id=cast["joris"], scheme_id=cast.schemes["ours"], role="youth_worker")
        )
    joris.page("/")
    with statements() as seen:
        there = joris.page("/")
    assert "/desk" in there.links()
    assert len(seen) <= 4, str(seen)
    desk = joris.page("/desk")
    assert [link.text for link in desk.all("a") if link.get("href") == "/"] == ["naast", "Vandaag"]


def test_today_takes_few_queries(as_person, cast, statements):
    samira = as_person("samira")
    samira.page("/")
    with statements() as seen:
        samira.page("/")
    assert len(seen) <= 4, str(seen)
