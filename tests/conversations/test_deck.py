"""Conversation cards: the deck for everybody, and cards of a scheme's own."""

from app.conversations.models import TalkCard
from app.db import db


def test_the_deck_has_every_kind_and_is_kept_on_the_phone(as_person):
    samira = as_person("samira")
    text = samira.page("/conversations").text
    for word in ("Goede gesprekken", "Luisteren", "Moeilijke gesprekken", "Het oneens zijn met respect"):
        assert word in text
    assert "/conversations" in samira.get("/offline/start").json["keep"]


def test_a_card_of_the_scheme_is_for_its_people_and_nobody_else(as_person, cast):
    assert "Wat is jouw plek in de wijk?" in as_person("samira").page("/conversations").text
    assert "Wat is jouw plek in de wijk?" not in as_person("vera").page("/conversations").text


def test_the_team_adds_a_card_and_takes_it_away(as_person, cast, inside):
    noor = as_person("noor")
    path = f"/schemes/{cast.schemes['ours']}/conversations"
    noor.submit(noor.page(path), path, kind="hard", begins="Wat zou helpen?")
    assert "Wat zou helpen?" in as_person("samira").page("/conversations").text
    with inside():
        card = db.session.scalars(db.select(TalkCard).where(TalkCard.begins == "Wat zou helpen?")).one().id
    assert as_person("samira").post(f"/conversations/{card}/removal").status_code == 404
    noor.submit(noor.page(path), f"/conversations/{card}/removal")
    assert "Wat zou helpen?" not in as_person("samira").page("/conversations").text


def test_a_card_without_a_question_comes_back(as_person, cast):
    noor = as_person("noor")
    path = f"/schemes/{cast.schemes['ours']}/conversations"
    answer = noor.submit(noor.page(path), path, kind="hard", helps="Deze regel blijft.")
    assert answer.status_code == 422
    assert "Deze regel blijft." in answer.text


def test_who_takes_part_adds_no_cards(as_person, cast):
    for name in ("samira", "joris", "karim", "vera"):
        assert as_person(name).get(f"/schemes/{cast.schemes['ours']}/conversations").status_code == 404
