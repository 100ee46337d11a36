"""Exactly once: what is sent three times happens once, what is refused happens not at all, and reading never writes."""

from threading import Thread

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from app import create_app, ids
from app.db import db
from app.journal.models import Entry
from app.people.models import Person
from app.web.access import open_to_all
from app.web.receipts import Receipt
from tests.pages import Page
from tests.visitors import Visitor
from tests.worlds import settings


@pytest.fixture
def samira(as_person) -> Visitor:
    return as_person("samira")


@pytest.fixture
def written(inside, samira):
    """How many entries Samira has."""

    def count() -> int:
        with inside():
            return db.session.scalar(select(func.count()).where(Entry.author_id == samira.id))

    return count


def diary(did: str, op=None) -> dict[str, str]:
    return {"op": str(op or ids.new_id()), "on": "2026-03-02", "did": did}


def test_a_form_sent_three_times_is_written_once_and_answered_the_same(samira, written):
    before = written()
    form = diary("We went to the library.")
    answers = [samira.post("/diary", form) for _ in range(3)]
    assert written() == before + 1
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1


def test_a_database_that_dies_while_it_commits_asks_to_send_it_again(app, samira, written):
    before, form = written(), diary("We went to the library.")

    def die(_connection) -> None:
        raise OperationalError("COMMIT", {}, Exception("server closed the connection"))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "commit", die)
    try:
        answer = samira.post("/diary", form)
    finally:
        event.remove(engine, "commit", die)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert samira.post("/diary", form).status_code == 303
    assert written() == before + 1


def test_the_same_id_with_other_words_comes_back_with_the_words_and_a_new_id(samira, written):
    form = diary("We went to the library.")
    samira.post("/diary", form)
    before = written()
    answer = samira.post("/diary", {**form, "did": "We went to the market."})
    assert answer.status_code == 422
    assert written() == before
    page = Page(answer.text)
    back = page.form("/diary")
    assert back.fields()["did"] == ["We went to the market."]
    assert back.fields()["op"] != [form["op"]]
    assert samira.submit(page, back).status_code == 303
    assert written() == before + 1


def test_two_people_may_by_chance_send_the_same_id(samira, as_person, written, inside):
    op = ids.new_id()
    samira.post("/diary", diary("Samira's day.", op))
    joris = as_person("joris")
    answer = joris.post("/diary", diary("Joris's day.", op))
    assert answer.status_code == 303
    with inside():
        authors = db.session.scalars(select(Entry.author_id).where(Entry.on == _day(diary("")))).all()
    assert {samira.id, joris.id} <= set(authors)


def _day(form):
    return Entry.on.type.python_type.fromisoformat(form["on"])


def test_a_refused_form_changes_nothing_and_leaves_no_receipt(samira, written, inside):
    before = written()
    op = ids.new_id()
    assert samira.post("/diary", {"op": str(op), "on": "no day", "did": "Words"}).status_code == 422
    assert written() == before
    with inside():
        assert db.session.get(Receipt, (samira.id, op)) is None


def test_a_refused_form_can_be_set_right_and_sent_again(samira, written):
    before = written()
    page = Page(samira.post("/diary", {"on": "no day", "did": "Words that must come back"}).text)
    assert page.form("/diary").fields()["did"] == ["Words that must come back"]
    assert samira.submit(page, "/diary", on="2026-03-02").status_code == 303
    assert written() == before + 1


def test_the_effect_and_its_receipt_are_stored_together(samira, inside):
    form = diary("One of each.")
    entry_id = samira.post("/diary", form).location.rsplit("/", 1)[-1]
    with inside():
        receipt = db.session.scalars(select(Receipt).where(Receipt.person_id == samira.id)).all()[-1]
        assert str(receipt.op_id) == form["op"]
        assert str(receipt.thing_id) == entry_id
        assert b"One of each." not in receipt.payload


def test_a_form_sent_twice_at_the_same_moment_is_written_once(world, written, samira):
    before = written()
    form = diary("At the same moment.")
    answers: list[int] = []
    browsers = [world.person("samira") for _ in range(4)]
    threads = [
        Thread(target=lambda who=who: answers.append(who.post("/diary", form).status_code))
        for who in browsers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert written() == before + 1
    assert 303 in answers
    assert set(answers) <= {303, 409}


def test_an_address_that_is_read_cannot_write(world):
    app = create_app(settings(world.address))

    def sly():
        db.session.add(Person(called="Nobody", language="nl"))
        db.session.flush()
        return "written"

    app.add_url_rule("/sly", view_func=open_to_all(sly), methods=["GET", "POST"])
    visitor = Visitor(app, "stranger")
    assert visitor.get("/sly").status_code >= 500
    assert visitor.open("HEAD", "/sly").status_code >= 500
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Person.called == "Nobody")) == 0
        db.session.remove()
    assert visitor.post("/sly").status_code == 200
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Person.called == "Nobody")) == 1
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("status", [400, 404, 409, 413, 422, 500])
def test_an_answer_from_400_on_rolls_back(world, status):
    app = create_app(settings(world.address))

    def half():
        db.session.add(Person(called="Half", language="nl"))
        db.session.flush()
        return "half done", status

    app.add_url_rule("/half", view_func=open_to_all(half), methods=["POST"])
    assert Visitor(app, "stranger").post("/half").status_code == status
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Person.called == "Half")) == 0
        db.session.remove()
        db.engine.dispose()
