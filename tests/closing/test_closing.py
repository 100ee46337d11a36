"""The fifth step: looking back, thank-you notes that open together, and a keepsake that stays its owner's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.closing.models import Keepsake, Thanks
from app.closing.paper import INK, _Paper, apart, begins_at
from app.db import db
from app.goals.models import Goal
from app.jobs import tick
from app.matches.models import Match
from app.people.models import Person


@pytest.fixture
def closing(as_person, cast):
    """Samira and Joris begin to close; the address of their match."""
    path = f"/matches/{cast.matches['samira_joris']}"
    joris = as_person("joris")
    joris.submit(joris.page(f"{path}/closing"))
    return path


def test_today_says_what_is_to_be_done_and_by_whom(as_person, closing):
    text = as_person("samira").page("/").text
    for said in ("Kijk terug", "Schrijf een bedankje", "Maak je aandenken"):
        assert said in text
    assert "Maak je aandenken" not in as_person("joris").page("/").text


def test_looking_back_lies_open_once_both_have(as_person, closing):
    samira, joris = as_person("samira"), as_person("joris")
    path = f"{closing}/looking-back"
    samira.submit(samira.page(path), well="De presentatie.", contact="yes", ready="true")
    assert "De presentatie." not in joris.page(path).text
    assert "kijkt nog terug" in samira.page("/").text
    joris.submit(joris.page(path), not_well="Ik praatte te veel.", ready="true")
    for who in (samira, joris):
        text = who.page(path).text
        for said in ("De presentatie.", "Ik praatte te veel.", "Ja, dat zou ik fijn vinden"):
            assert said in text
        assert "Wat is mijn volgende stap?" not in text, "nobody answered it"
    assert samira.post(path, {"well": "Anders.", "contact": "no"}).status_code == 422
    assert as_person("noor").get(path).status_code == 404


def test_a_mentor_is_not_asked_for_a_next_step(as_person, closing):
    fields = as_person("joris").page(f"{closing}/looking-back").form().fields()
    assert "next_step" not in fields
    assert "next_step" in as_person("samira").page(f"{closing}/looking-back").form().fields()


def test_a_thank_you_note_opens_when_they_sit_together(as_person, closing, cast):
    samira, joris = as_person("samira"), as_person("joris")
    path = f"{closing}/thanks"
    joris.submit(joris.page(path), "/thanks", said="Dank voor je moed.")
    assert "Dank voor je moed." not in samira.page(path).text
    assert "Eén briefje is nog dicht" in samira.page(path).text
    joris.submit(joris.page(path), "/thanks", said="Dank voor je moed en je tekeningen.")
    samira.submit(samira.page(path), "/opening")
    assert "Dank voor je moed en je tekeningen." in samira.page(path).text
    assert joris.post(path, {"to": str(cast["samira"]), "said": "Te laat."}).status_code == 422


def test_a_note_opens_by_itself_when_the_match_is_closed(as_person, closing):
    samira, joris, noor = as_person("samira"), as_person("joris"), as_person("noor")
    joris.submit(joris.page(f"{closing}/thanks"), "/thanks", said="Ik zal je missen.")
    noor.submit(noor.page(f"{closing}/closure"), why="planned", talk="Goed gesprek.")
    assert "Ik zal je missen." in samira.page(f"{closing}/thanks").text


def test_nobody_thanks_somebody_of_another_match(as_person, closing, cast):
    answer = as_person("joris").post(f"{closing}/thanks", {"to": str(cast["aysel"]), "said": "Dank je."})
    assert answer.status_code == 422
    assert "Dank je." in answer.text


def test_a_keepsake_is_a_copy_that_stays_when_the_match_is_long_gone(as_person, closing, cast, inside):
    samira, joris, noor = as_person("samira"), as_person("joris"), as_person("noor")
    joris.submit(joris.page(f"{closing}/thanks"), "/thanks", said="Dank voor alles.")
    samira.submit(samira.page(f"{closing}/thanks"), "/opening")
    page = samira.page(f"{closing}/keepsake")
    assert "Dank voor alles." in page.text
    picks = page.form("/keepsake").fields()["picks"]
    assert len(picks) > 3
    answer = samira.submit(
        page, "/keepsake", title="Ons jaar", said="Ik ben trots.", picks=picks[:2] + picks[-1:]
    )
    shown = samira.follow(answer)
    for said in ("Ons jaar", "Ik ben trots.", "Dank voor alles.", "Met Joris"):
        assert said in shown.text
    noor.submit(noor.page(f"{closing}/closure"), why="planned", talk="Goed gesprek.")
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.closed_at = match.access_until = clock.now() - timedelta(days=400)
        for note in db.session.scalars(select(Thanks)):
            db.session.delete(note)
        colour = f"tone-{db.session.get_one(Person, cast['joris']).tone}"
    kept = samira.page(answer.location)
    assert "Dank voor alles." in kept.text
    assert {figure.all("span")[0].get("class").split()[1] for figure in kept.all("figure")} == {colour}
    assert answer.location in samira.page("/me").links()
    for name in ("joris", "noor", "femke", "ilse", "vera"):
        assert as_person(name).get(answer.location).status_code == 404
        assert as_person(name).get(f"{answer.location}/pdf").status_code == 404


def test_a_keepsake_lies_behind_the_lock_of_its_owner_and_is_not_made_anew_without_what_is_there(
    world, closing
):
    samira, pin = world.person("samira", strong=True), "482915"
    form = samira.page(f"{closing}/keepsake")
    made = samira.submit(form, "/keepsake", said="Alleen voor mij.").location
    assert "Alleen voor mij." in samira.page(made).text
    samira.submit(samira.page("/lock"), "/lock", new=pin, again=pin)
    with clock.standing_at(clock.now() + timedelta(minutes=6)):
        for path in (made, f"{made}/pdf", f"{closing}/keepsake"):
            closed = samira.get(path)
            assert closed.status_code == 403, path
            assert "Alleen voor mij." not in closed.text
        assert samira.submit(form, "/keepsake", title="Zonder", picks=[]).status_code == 403
        samira.post("/lock/open", {"pin": pin, "next": made})
        assert "Alleen voor mij." in samira.page(made).text
        assert "Zonder" not in samira.page(made).text


def test_a_goal_that_was_reached_can_be_taken_along(as_person, closing, cast, inside):
    with inside():
        goal = db.session.get_one(Goal, cast.goals["talk"])
        goal.state, goal.ended_at = "reached", clock.now()
    samira = as_person("samira")
    page = samira.page(f"{closing}/keepsake")
    assert f"goal.{cast.goals['talk']}" in page.form("/keepsake").fields()["picks"]
    shown = samira.follow(samira.submit(page, "/keepsake", picks=[f"goal.{cast.goals['talk']}"]))
    assert "Wat me gelukt is" in shown.text


def test_the_keepsake_comes_as_a_pdf_in_any_letters(as_person, closing, cast, inside):
    samira = as_person("samira")
    with inside():
        db.session.get_one(Person, cast["joris"]).called = "Łukasz Öztürk-Ğ أمينة"
    said = "Żółć, Ελλάδα, Привет. " + "Een lange zin over dit jaar. " * 200
    page = samira.page(f"{closing}/keepsake")
    answer = samira.submit(page, "/keepsake", title="Mijn jaar ✨", said=said[:3900])
    pdf = samira.get(f"{answer.location}/pdf")
    assert pdf.status_code == 200
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF-")
    assert (
        pdf.data.count(b"/Type /Page\n") + pdf.data.count(b"/Type /Page/") + pdf.data.count(b"/Type /Page ")
        >= 2
    )
    assert 'filename="naast.pdf"' in pdf.headers["Content-Disposition"]


def forms(text: str) -> int:
    """In how many forms the letters of a text are drawn."""
    paper = _Paper()
    paper.add_page()
    paper.say("", 12, INK)
    before = len(paper.fonts["words"].subset.get_all_glyph_names())
    paper.say(text, 12, INK)
    after = len(paper.fonts["words"].subset.get_all_glyph_names())
    paper.output()  # closes the files of its letters
    return after - before


def test_arabic_letters_join_on_paper():
    assert forms("س") == 1
    assert forms("سسس") == 3  # one letter: its first, a middle and its last form
    assert forms("nnn") == 1


@pytest.mark.parametrize(
    ("text", "side"), [("Trots op je", "L"), ("أنا فخور", "R"), ("12: أنا", "R"), ("· 12", "L"), ("", "L")]
)
def test_words_on_paper_begin_at_the_side_of_their_script(text, side):
    assert begins_at(text) == side
    assert begins_at(apart(text)) == "L"


def test_what_is_written_is_unreadable_in_the_database(as_person, closing, inside, cast):
    samira = as_person("samira")
    samira.submit(samira.page(f"{closing}/keepsake"), "/keepsake", title="Kanarie", said="Kanarie zingt.")
    with inside():
        kept = db.session.scalars(select(Keepsake).where(Keepsake.owner_id == cast["samira"])).one()
        assert b"Kanarie" not in kept.sealed


def test_a_mentor_makes_no_keepsake_of_a_mentee_and_a_running_match_has_none(as_person, closing, cast):
    assert as_person("joris").get(f"{closing}/keepsake").status_code == 404
    assert as_person("aysel").get(f"/matches/{cast.matches['milan_aysel']}/keepsake").status_code == 404


def test_six_weeks_before_the_end_both_are_asked_and_nothing_closes_by_itself(as_person, cast, inside):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.ends_on = (clock.now() + timedelta(days=30)).date()
    assert "Begin met terugkijken" in as_person("samira").page("/").text
    with inside(), clock.standing_at(clock.now() + timedelta(days=4000)):
        tick()
    with inside():
        assert db.session.get_one(Match, cast.matches["samira_joris"]).state == "active"
