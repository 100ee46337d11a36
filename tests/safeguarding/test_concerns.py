"""Concerns: raised in two taps, read by the contact person and who is let in, and never changed afterwards."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from app.db import db
from app.safeguarding.models import Concern, ConcernNote
from app.safeguarding.record import first_fault
from tests.days import today
from tests.pages import Page
from tests.review.test_desk import lines

FACTS = "Ze had blauwe plekken op haar arm."
THOUGHTS = "Ik denk dat het thuis gebeurt."


def worry(who, /, **fields) -> str:
    """Somebody writes down a worry; gives the address of what came of it."""
    page = who.follow(who.get("/concerns/new"))
    answer = who.submit(page, page.path.partition("?")[0].removesuffix("/new"), **fields)
    assert answer.status_code == 303, Page(answer.text).text
    return answer.location


@pytest.fixture
def raised(as_person, cast) -> str:
    """Joris worries about Samira."""
    return worry(
        as_person("joris"), about=cast["samira"], facts=FACTS, thoughts=THOUGHTS, place="Bij het water"
    )


def forms_of(page) -> set[str]:
    """What can be done on a page about a concern."""
    return {
        form.get("action").rsplit("/", 1)[-1] for form in page.forms() if "/concerns/" in form.get("action")
    }


def test_anybody_raises_a_concern_two_taps_from_anywhere(as_person):
    for name, somewhere in (("joris", "/journal"), ("samira", "/"), ("ilse", "/me"), ("noor", "/desk")):
        who = as_person(name)
        assert "/help" in who.page(somewhere).links()
        assert "/concerns/new" in who.page("/help").links()
        assert who.follow(who.get("/concerns/new")).form().get("action").endswith("/concerns")


def test_who_raised_it_sees_that_it_was_received_and_what_they_wrote(as_person, cast, raised):
    joris, karim = as_person("joris"), as_person("karim")
    karim.submit(karim.page(raised), f"{raised}/notes", what="told", said="Met haar gepraat op school.")
    page = joris.page(raised)
    assert FACTS in page.text
    assert THOUGHTS in page.text
    assert "Karim" in page.text
    assert "op school" not in page.text
    assert forms_of(page) == {"notes"}
    joris.submit(page, f"{raised}/notes", said="Het was dinsdag.")
    assert "Het was dinsdag." in joris.page(raised).text
    assert "Het was dinsdag." in karim.page(raised).text


def test_only_the_contact_person_reads_it(as_person, raised):
    assert FACTS in as_person("karim").page(raised).text
    for name in ("samira", "noor", "bas", "femke", "ilse", "milan", "vera"):
        assert as_person(name).get(raised).status_code == 404, name


def test_it_stands_on_top_of_the_contact_persons_desk_and_on_nobody_elses(as_person, raised):
    for name in ("karim", "noor", "bas", "femke"):
        page = as_person(name).page("/desk?whose=team")
        lines = [line["href"].partition("?")[0] for line in page.all("a") if "line" in line.classes]
        assert (raised in lines[:2]) is (name == "karim"), name
        assert (raised in page.source) is (name == "karim")


def test_a_colleague_is_let_in_by_name_and_with_a_reason_that_stays_on_record(as_person, cast, raised):
    karim, noor = as_person("karim"), as_person("noor")
    answer = karim.submit(karim.page(raised), f"{raised}/readers", person=cast["noor"])
    assert answer.status_code == 422  # not without a reason
    karim.submit(karim.page(raised), f"{raised}/readers", person=cast["noor"], said="Zij kent Samira goed.")
    page = noor.page(raised)
    assert FACTS in page.text
    assert "Zij kent Samira goed." in page.text
    assert forms_of(page) == {"notes"}
    assert raised in lines(noor.page("/desk"))
    assert as_person("bas").get(raised).status_code == 404
    for stranger in ("joris", "vera"):
        refused = {"person": cast[stranger], "said": "Zomaar"}
        assert karim.post(f"{raised}/readers", refused).status_code == 422


def test_a_decision_has_reasons_also_when_nothing_is_done(as_person, raised):
    karim = as_person("karim")
    page = karim.page(raised)
    assert karim.submit(page, f"{raised}/closing", said="Klaar").status_code == 422  # nothing decided yet
    assert karim.submit(page, f"{raised}/decisions", decision="nothing").status_code == 422
    karim.submit(karim.page(raised), f"{raised}/decisions", decision="nothing", said="Het was van judo.")
    karim.submit(karim.page(raised), f"{raised}/closing", said="Uitgezocht.")
    assert raised not in lines(karim.page("/desk"))
    page = karim.page(raised)
    assert "Het was van judo." in page.text
    karim.submit(page, f"{raised}/closing/undo", said="Er is iets nieuws.")
    assert raised in lines(karim.page("/desk"))


def test_it_rests_until_the_day_it_is_looked_at_again(as_person, raised):
    karim = as_person("karim")
    fields = {"what": "step", "step": 2, "said": "Gebeld.", "look_again_on": today(5)}
    karim.submit(karim.page(raised), f"{raised}/notes", **fields)
    assert raised not in lines(karim.page("/desk"))
    assert raised in karim.page("/concerns").links()


def test_what_was_wrong_is_set_right_below_it_and_stays(as_person, raised):
    karim = as_person("karim")
    karim.submit(karim.page(raised), f"{raised}/notes", what="correction", corrects=1, said="De linkerarm.")
    text = karim.page(raised).text
    assert FACTS in text
    assert "De linkerarm." in text
    nothing = karim.submit(karim.page(raised), f"{raised}/notes", what="correction", corrects=9, said="Nee.")
    assert nothing.status_code == 422
    assert "Nee." in nothing.text


def test_the_match_is_put_on_hold_from_the_record_and_why_stays_there(as_person, cast):
    karim, milan, bas = as_person("karim"), as_person("milan"), as_person("bas")
    path, match = f"/concerns/{cast.concerns['milan_aysel']}", cast.matches["milan_aysel"]
    assert milan.get(f"/matches/{match}/write").status_code == 200
    assert karim.submit(karim.page(path), f"{path}/suspension").status_code == 422
    karim.submit(karim.page(path), f"{path}/suspension", said="Eerst praten met Aysel.")
    assert milan.get(f"/matches/{match}/write").status_code == 404
    assert "Eerst praten met Aysel." in karim.page(path).text
    for who in (milan, bas):
        assert "Eerst praten" not in who.page(f"/matches/{match}").text


def test_reading_leaves_a_trail_once_a_day(as_person, raised):
    karim = as_person("karim")
    karim.page(raised)
    page = karim.page(raised)
    trail = next(item for item in page.all("ul") if "trail" in item.classes)
    assert len(trail.all("li")) == 1


def test_what_is_about_the_contact_person_goes_to_the_lead(as_person, cast):
    path = worry(as_person("noor"), who="Karim", facts="Hij schreeuwde.", past_contact="true")
    assert as_person("karim").get(path).status_code == 404
    assert "Hij schreeuwde." in as_person("femke").page(path).text
    assert path in lines(as_person("femke").page("/desk"))
    assert path not in lines(as_person("karim").page("/desk"))


def test_a_worry_says_whom_it_is_about_and_what_happened(as_person, cast):
    joris = as_person("joris")
    page = joris.follow(joris.get("/concerns/new"))
    answer = joris.submit(page, thoughts=THOUGHTS)
    assert answer.status_code == 422
    assert THOUGHTS in answer.text
    stranger = {"about": cast["tijn"], "facts": FACTS}
    action = page.form().get("action")
    assert joris.post(action, stranger).status_code == 422  # of another scheme


def test_the_database_refuses_to_change_or_remove_a_note(inside, raised):
    for change in (update(ConcernNote).values(kind="added"), delete(ConcernNote)):
        with pytest.raises(DatabaseError, match="stay as they are"), inside():
            db.session.execute(change.execution_options(synchronize_session=False))


@pytest.fixture
def tampered(world, inside):
    """`tampered(sql)`: somebody with the database in hand takes the guard away and changes notes."""

    def change(sql: str) -> None:
        with inside():
            if world.kind == "sqlite":
                for name in ("update", "delete"):
                    db.session.execute(text(f"DROP TRIGGER concern_note_stays_{name}"))
            else:
                db.session.execute(text("DROP TRIGGER concern_note_stays ON concern_note"))
            db.session.execute(text(sql))

    return change


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE concern_note SET kind = 'told' WHERE number = 2",
        "UPDATE concern_note SET sealed = (SELECT sealed FROM concern_note n WHERE n.number = 3) WHERE number = 2",
        "DELETE FROM concern_note WHERE number = 2",
        "DELETE FROM concern_note WHERE number = 3",
        "UPDATE concern_note SET number = number + 5 WHERE number = 3",
    ],
    ids=["another kind", "other words", "one gone", "the last gone", "another place"],
)
def test_what_is_changed_outside_naast_shows(as_person, inside, raised, tampered, sql):
    karim = as_person("karim")
    for said in ("Twee.", "Drie."):
        karim.submit(karim.page(raised), f"{raised}/notes", said=said)
    assert "buiten Naast om veranderd" not in karim.page(raised).text
    tampered(sql)
    assert "buiten Naast om veranderd" in karim.page(raised).text


def test_two_concerns_have_keys_of_their_own(as_person, inside, cast, raised):
    worry(as_person("milan"), who="Aysel", facts="Iets anders.")
    with inside():
        one, other = db.session.scalars(select(Concern).order_by(Concern.raised_at)).all()[-2:]
        notes = list(db.session.scalars(select(ConcernNote).where(ConcernNote.concern_id == one.id)))
        assert first_fault(one, notes) is None
        assert first_fault(other, notes) == 1


def test_the_words_are_sealed_and_on_no_page_of_others(world, inside, raised):
    with inside():
        for row in db.session.execute(text("SELECT * FROM concern_note")):
            assert not [value for value in row if isinstance(value, str) and "blauwe" in value]


def test_each_is_asked_about_talking_in_words_that_fit_them(as_person, cast):
    path = f"/schemes/{cast.schemes['ours']}/concerns/new"
    young = "Wat zei de jongere, en wat zei jij?"
    for name, asked in (
        ("samira", "Heb je er met iemand over gepraat?"),
        ("ilse", "Heb je er met je kind over gepraat?"),
        ("joris", young),
        ("noor", "Met wie heb je erover gesproken"),
    ):
        said = as_person(name).page(path).text
        assert asked in said
        assert (young in said) is (name == "joris")
