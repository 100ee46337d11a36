"""Getting to know each other: a card whose writer decides what is shared, and sheets that open when all are ready."""

from sqlalchemy import select

from app.acquaintance.models import AboutMe, Sheet
from app.db import db


def _card(who, cast):
    return f"/schemes/{cast.schemes['ours']}/card"


def _write_card(who, cast, **fields):
    who.submit(who.page(_card(who, cast)), "/card", **fields)


def test_the_others_read_what_was_shared_and_not_a_word_more(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    _write_card(samira, cast, like="Tekenen en muziek.", hopes="Een eigen plek.", shared=["like"])
    text = joris.page(f"/matches/{cast.matches['samira_joris']}").text
    assert "Tekenen en muziek." in text
    assert "Een eigen plek." not in text
    assert "Een eigen plek." in samira.page(_card(samira, cast)).raw_text


def test_nobody_else_reads_a_card_and_not_the_team(as_person, cast):
    _write_card(as_person("samira"), cast, like="Alleen voor Joris.", shared=["like"])
    for name, match in (("noor", "samira_joris"), ("milan", "milan_aysel"), ("yusuf", "peer")):
        assert "Alleen voor Joris." not in as_person(name).page(f"/matches/{cast.matches[match]}").text


def test_what_somebody_would_rather_not_talk_about_stands_before_each_session(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    _write_card(samira, cast, rather_not="Mijn vader.", shared=["rather_not"])
    for path in ("/", f"/sessions/{cast.sessions['next']}"):
        assert "Mijn vader." in joris.page(path).text
        assert "Mijn vader." not in samira.page(path).text
    assert "Mijn vader." not in joris.page(f"/sessions/{cast.sessions['held_1']}").text
    _write_card(samira, cast, shared=[])
    assert "Mijn vader." not in joris.page("/").text


def test_a_mentor_says_why_and_a_mentee_is_not_asked(as_person, cast):
    joris, samira = as_person("joris"), as_person("samira")
    assert "motivation" in joris.page(_card(joris, cast)).form("/card").fields()
    assert "motivation" not in samira.page(_card(samira, cast)).form("/card").fields()


def test_a_card_is_unreadable_in_the_database_and_in_another_row(as_person, cast, inside):
    _write_card(as_person("samira"), cast, like="Kanarie.", shared=["like"])
    with inside():
        card = db.session.scalars(select(AboutMe).where(AboutMe.person_id == cast["samira"])).one()
        assert b"Kanarie" not in card.sealed


def test_sheets_lie_open_for_both_only_when_both_are_ready(as_person, cast):
    hanna, ravi = as_person("hanna"), as_person("ravi")
    path = f"/matches/{cast.matches['preparing']}/preparation"
    ravi.submit(ravi.page(path), curious="Wat doe je op zondag?", ready=None)
    assert "Bereid de kennismaking voor" in ravi.page("/").text
    hanna.submit(hanna.page(path), wish="Elke week op tijd.", ready="true")
    assert "is nog aan het voorbereiden" in hanna.page("/").text
    assert "zondag" not in hanna.page(path).text
    ravi.submit(ravi.page(path), ready="true")
    for who in (hanna, ravi):
        text = who.page(path).text
        assert "Wat doe je op zondag?" in text
        assert "Elke week op tijd." in text
    again = ravi.post(path, {"curious": "Toch iets anders."})
    assert again.status_code == 422
    assert "liggen nu open" in again.text


def test_the_team_reads_no_sheet_ever(as_person, cast, inside):
    path = f"/matches/{cast.matches['preparing']}/preparation"
    for name in ("noor", "bas", "samira", "vera", "ilse"):
        assert as_person(name).get(path).status_code == 404
    with inside():
        assert db.session.scalar(select(Sheet.id).where(Sheet.person_id == cast["noor"])) is None


def test_the_first_meeting_is_on_record_with_who_was_there(as_person, cast):
    noor, path = as_person("noor"), f"/matches/{cast.matches['preparing']}"
    page = noor.page(f"{path}/meeting")
    assert noor.submit(page, "/meeting", present=[cast["ravi"]]).status_code == 422
    noor.submit(page, "/meeting", present=[cast["ravi"], cast["hanna"]], reason="Een fijn gesprek.")
    for name in ("ravi", "hanna", "noor"):
        text = as_person(name).page(f"{path}/history").text
        assert "Een fijn gesprek." in text
        assert "Wie waren erbij? Hanna , Ravi" in text or "Wie waren erbij? Ravi , Hanna" in text
    assert "Afspraken maken" in as_person("ravi").page(path).text


def test_an_empty_sheet_is_not_ready(as_person, cast):
    ravi = as_person("ravi")
    path = f"/matches/{cast.matches['preparing']}/preparation"
    answer = ravi.post(path, {"ready": "true"})
    assert answer.status_code == 422
    assert "minstens één ding" in answer.text


def test_a_lead_says_a_question_in_the_words_of_the_scheme(as_person, cast):
    femke, samira = as_person("femke"), as_person("samira")
    words = f"/schemes/{cast.schemes['ours']}/words"
    assert (
        femke.submit(femke.page(f"{words}?key=card.like"), "/words", nl="Waar word je blij van?").status_code
        == 303
    )
    assert "Waar word je blij van?" in samira.page(_card(samira, cast)).text
    samira.post("/me/language", {"language": "en"})
    assert "What do I like?" in samira.page(_card(samira, cast)).text
    femke.submit(femke.page(f"{words}?key=card.like"), "/words", nl="")
    samira.post("/me/language", {"language": "nl"})
    assert "Wat vind ik leuk?" in samira.page(_card(samira, cast)).text
    for name in ("noor", "samira", "vera"):
        assert as_person(name).get(words).status_code == 404


def test_a_question_that_is_not_there_cannot_be_said_otherwise(as_person, cast):
    answer = as_person("femke").post(
        f"/schemes/{cast.schemes['ours']}/words", {"key": "card.colour", "nl": "Kleur?"}
    )
    assert answer.status_code == 422
    assert "Kleur?" in answer.text
