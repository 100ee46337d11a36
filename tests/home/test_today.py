"""Today: what is next, where we stand, what waits for me."""

from sqlalchemy import delete

from app.db import db
from app.schemes.models import Guardianship


def test_samira_sees_her_next_session_her_path_and_her_mentor(as_person, cast):
    text = as_person("samira").page("/").text
    assert "Hoi Samira" in text
    assert "met Joris" in text
    assert "Jullie weg: jij en Joris" in text
    assert "ontmoeting 9 van" in text


def test_today_asks_about_the_session_that_was_not_written_down(as_person, cast):
    samira = as_person("samira")
    page = samira.page("/")
    assert "Nog op te schrijven" in page.text
    assert any(str(cast.sessions["held_9"]) in link for link in page.links())


def test_who_is_in_no_match_is_told_what_comes(as_person, cast, inside):
    with inside():
        db.session.execute(delete(Guardianship))
    assert "Nu zoeken we samen met jou een koppeling" in as_person("ilse").page("/").text


def test_the_team_finds_the_way_to_the_desk(as_person, cast):
    assert "/desk" in as_person("noor").page("/").links()


def test_today_takes_few_queries(as_person, cast, statements):
    samira = as_person("samira")
    samira.page("/")
    with statements() as seen:
        samira.page("/")
    assert len(seen) <= 4, str(seen)
