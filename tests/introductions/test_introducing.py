"""Introductions: whom somebody got to know through the match, and what came of it."""

from app.db import db
from app.introductions.models import Introduction
from tests.days import today


def place(cast) -> str:
    return f"/matches/{cast.matches['samira_joris']}/introductions"


def test_both_see_whom_they_got_to_know_and_the_team_does_not(as_person, cast, inside):
    joris = as_person("joris")
    joris.submit(joris.page(place(cast)), place(cast), who="Een vriend met een drukkerij")
    assert "Een vriend met een drukkerij" in as_person("samira").page(place(cast)).text
    assert as_person("noor").get(place(cast)).status_code == 404
    with inside():
        row = db.session.scalars(db.select(Introduction).order_by(Introduction.id.desc())).first()
        assert b"drukkerij" not in row.sealed


def test_either_tells_what_came_of_it_and_what_was_told_stays(as_person, cast, inside):
    with inside():
        row = db.session.scalars(db.select(Introduction)).first().id
    joris = as_person("joris")
    joris.submit(joris.page(f"/introductions/{row}"), "/outcome", came="Ze belde vandaag.")
    text = as_person("samira").page(place(cast)).text
    assert "Ik mag in januari een dag met haar mee!" in text
    assert "Ze belde vandaag." in text


def test_a_day_to_come_and_nobody_at_all_bring_the_words_back(as_person, cast):
    joris = as_person("joris")
    page = joris.page(place(cast))
    ahead = joris.submit(page, place(cast), who="Iemand", about="Blijft staan.", on=today(9).isoformat())
    nobody = joris.submit(page, place(cast), about="Blijft staan.")
    for answer in (ahead, nobody):
        assert answer.status_code == 422
        assert "Blijft staan." in answer.text


def test_an_outcome_without_words_comes_back_to_its_own_card(as_person, cast, inside):
    with inside():
        row = db.session.scalars(db.select(Introduction)).first().id
    joris = as_person("joris")
    assert joris.submit(joris.page(f"/introductions/{row}"), "/outcome", came=" ").status_code == 422
    assert as_person("aysel").get(f"/introductions/{row}").status_code == 404
