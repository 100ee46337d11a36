"""Writing: one screen, sensible defaults, nothing lost when something is wrong."""

from datetime import date

from app.db import db
from app.journal.models import Entry, EntryRevision
from app.sessions.models import Session
from tests.days import today
from tests.pages import Page


def write_page(person, cast, session: str | None = None) -> Page:
    query = f"?session={cast.sessions[session]}" if session else ""
    return person.page(f"/matches/{cast.matches['samira_joris']}/write{query}")


def test_the_form_starts_with_today_the_usual_length_and_the_pair(as_person, cast):
    form = write_page(as_person("samira"), cast).form("/entries").fields()
    assert form["on"] == [today().isoformat()]
    assert form["minutes"] == ["75"]
    assert form["way"] == ["in-person"]
    assert form["audience"] == ["pair"]


def test_a_session_without_a_plan_is_written_down_on_one_screen(as_person, cast, inside):
    samira = as_person("samira")
    yesterday = today(-1).isoformat()
    page = write_page(samira, cast)
    answer = samira.submit(page, "/entries", on=yesterday, feeling="good", did="We bakten samen brood.")
    assert "We bakten samen brood." in samira.follow(answer).text
    with inside():
        entry = db.session.scalars(db.select(Entry).order_by(Entry.id.desc())).first()
        session = db.session.get(Session, entry.session_id)
        assert (session.state, session.minutes, session.way) == ("held", 75, "in-person")
        assert b"brood" not in entry.sealed


def test_two_who_write_about_the_same_day_mean_the_same_session(as_person, cast, inside):
    day = today(-1).isoformat()
    for name in ("samira", "joris"):
        person = as_person(name)
        person.submit(write_page(person, cast), "/entries", on=day, feeling="good", did=f"Van {name}.")
    with inside():
        sessions = db.session.scalars(db.select(Session).where(Session.on == date.fromisoformat(day))).all()
        assert len(sessions) == 1


def test_an_empty_entry_comes_back_with_a_sentence(as_person, cast):
    samira = as_person("samira")
    answer = samira.submit(write_page(samira, cast), "/entries", did="")
    assert answer.status_code == 422
    assert "Schrijf één zin of kies een gezicht" in answer.text


def test_a_day_that_has_not_come_brings_the_words_back(as_person, cast):
    samira = as_person("samira")
    ahead = today(9).isoformat()
    answer = samira.submit(write_page(samira, cast), "/entries", on=ahead, did="Mijn woorden blijven staan.")
    assert answer.status_code == 422
    assert "Deze dag moet nog komen." in answer.text
    assert "Mijn woorden blijven staan." in answer.text


def test_a_day_may_be_typed_as_dutch_people_do(as_person, cast):
    samira = as_person("samira")
    day = today(-1)
    answer = samira.submit(
        write_page(samira, cast), "/entries", on=f"{day:%d-%m-%Y}", did="Met de hand getypt."
    )
    assert answer.status_code == 303


def test_a_second_view_of_the_same_session_is_refused_kindly(as_person, cast):
    samira = as_person("samira")
    answer = samira.submit(write_page(samira, cast, "held_8"), "/entries", did="Nog een keer.")
    assert answer.status_code == 422
    assert "Je schreef al over deze ontmoeting" in answer.text
    assert "Nog een keer." in answer.text


def test_the_names_of_who_reads_stand_beside_the_choice(as_person, cast):
    text = write_page(as_person("samira"), cast).text
    assert "Joris en ik" in text
    assert "Joris kan dit lezen. Bas en Noor: zij zien dat jullie elkaar zagen, niet wat je schreef." in text


def test_more_than_one_can_read_it_in_sound_dutch(as_person, cast):
    text = as_person("yusuf").page(f"/matches/{cast.matches['group']}/write").text
    assert "Amina, Milan en ik" in text
    assert "Amina en Milan kunnen dit lezen. Bas en Noor: zij zien" in text
    assert "Amina en Milan kunnen dit lezen, en Bas en Noor ook." in text


def test_a_diary_is_for_its_writer_alone(as_person, cast):
    samira, joris, noor = as_person("samira"), as_person("joris"), as_person("noor")
    page = samira.page("/diary/new")
    where = samira.submit(page, "/diary", did="Alleen voor mij.").location
    assert "Alleen voor mij." in samira.page(where).text
    assert joris.get(where).status_code == noor.get(where).status_code == 404


def test_changing_keeps_what_was_there_before(as_person, cast, inside):
    samira = as_person("samira")
    entry = cast.entries["samira_8"]
    page = samira.page(f"/entries/{entry}/change")
    samira.submit(page, "/revisions", did="Anders gezegd.")
    assert "Anders gezegd." in samira.page(f"/entries/{entry}").text
    with inside():
        kept = db.session.scalars(db.select(EntryRevision).where(EntryRevision.entry_id == entry)).all()
        assert [revision.rev for revision in kept] == [1]


def test_what_is_too_long_comes_back_whole_with_the_limit_as_people_write_it(as_person, cast):
    samira = as_person("samira")
    answer = samira.submit(samira.page("/diary/new"), "/diary", did="Een lang verhaal. " * 1200)
    back = Page(answer.text)
    assert answer.status_code == 422
    assert "Dit is te lang: hooguit 20.000 tekens." in back.text
    assert back.form("/diary").fields()["did"] == ["Een lang verhaal. " * 1200]


def test_nobody_is_told_they_met_before_they_did(as_person, cast):
    planned = as_person("samira").page(f"/sessions/{cast.sessions['next']}").text
    assert "Geplande ontmoeting" in planned and "Jullie zagen elkaar" not in planned


def test_changing_asks_what_writing_asked(as_person, cast):
    samira = as_person("samira")
    asked = write_page(samira, cast, "held_8").text
    again = samira.page(f"/entries/{cast.entries['samira_8']}/change").text
    for question in ("Wat hebben jullie gedaan?", "Wie praatte het meest? ik evenveel Joris"):
        assert question in asked
        assert question in again
    day = samira.page(f"/entries/{cast.entries['samira_diary']}/change").text
    assert "Hoe was je dag?" in day
    assert "Wie praatte het meest?" not in day


def test_what_somebody_wrote_stays_in_their_journal_when_the_match_is_over(as_person, cast):
    dilan = as_person("dilan").page("/journal")
    assert f"/sessions/{cast.sessions['closed']}" in dilan.links()
    assert "Wouter" in dilan.text
    assert f"/sessions/{cast.sessions['closed']}" not in as_person("samira").page("/journal").links()


def test_equals_are_not_asked_for_parts_of_a_mentor(as_person, cast):
    yusuf = as_person("yusuf")
    for path in (f"/matches/{cast.matches['peer']}/write", f"/entries/{cast.entries['peer']}/change"):
        text = yusuf.page(path).text
        assert "Wie praatte het meest? ik evenveel Amina" in text
        assert "Wat was de mentor vandaag?" not in text
    assert "Wat was de mentor vandaag?" in write_page(as_person("samira"), cast).text


def test_two_changes_that_crossed_keep_both_texts(as_person, cast):
    samira, elsewhere = as_person("samira"), as_person("samira")
    entry = cast.entries["samira_8"]
    first, second = (person.page(f"/entries/{entry}/change") for person in (samira, elsewhere))
    samira.submit(first, "/revisions", did="Van mijn telefoon.")
    elsewhere.submit(second, "/revisions", did="Van de tablet.", feeling="great")
    text = samira.page(f"/entries/{entry}").text
    assert "Van mijn telefoon." in text
    assert "Van de tablet." in text
    assert "super" in text


def test_who_is_in_one_match_finds_the_way_to_write_for_themselves_from_the_plus_and_from_the_journal(
    as_person, cast
):
    samira = as_person("samira")
    plus = samira.get("/write").headers["Location"]
    for path in (plus, "/journal"):
        assert "/diary/new" in samira.page(path).links(), path
    about_one = samira.page(f"{plus}?session={cast.sessions['held_9']}")
    assert "/diary/new" not in about_one.links()


def test_who_wrote_is_led_to_the_view_that_opened_by_it_and_not_to_one_that_is_not_there(as_person, cast):
    samira = as_person("samira")
    write = f"/matches/{cast.matches['samira_joris']}/write?session={cast.sessions['held_9']}"
    mine = samira.submit(samira.page(write), "/entries", did="Het was druk op de open dag.").location
    page = samira.page(mine)
    assert "Lees wat Joris schreef" in page.text
    assert f"/sessions/{cast.sessions['held_9']}" in page.links()
    assert "Lees wat" not in as_person("joris").page(f"/entries/{cast.entries['joris_3']}").text
    assert "Lees wat" not in samira.page(f"/entries/{cast.entries['samira_diary']}").text


def test_the_plus_asks_what_to_write_about_only_where_there_is_a_choice(as_person, cast):
    assert as_person("dilan").get("/write").headers["Location"] == "/diary/new"
    pair = f"/matches/{cast.matches['samira_joris']}/write"
    assert as_person("samira").get("/write").headers["Location"] == pair
    assert {"/diary/new", f"/matches/{cast.matches['group']}/write"} <= set(
        as_person("yusuf").page("/write").links()
    )
