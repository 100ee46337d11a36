"""Who was erased stays erased when the database goes back to an earlier day: on every machine, from a list of days and ids."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.audit import AuditLine
from app.db import db
from app.jobs import tick
from app.mydata.models import Erasure
from app.people.models import Person


@pytest.fixture
def listed(world, tmp_path):
    """The file of the list; `listed.parent` is where another machine has its own."""
    file = tmp_path / "one" / "erased.txt"
    before = world.app.extensions["naast_settings"]
    keep_at(world, file)
    yield file
    world.app.extensions["naast_settings"] = before


def keep_at(world, file) -> None:
    settings = world.app.extensions["naast_settings"]
    world.app.extensions["naast_settings"] = dataclasses.replace(settings, erased_file=str(file))


def ticks(world) -> dict:
    with world.app.app_context():
        return tick()


def erase(inside, cast, name: str) -> None:
    with inside():
        db.session.add(Erasure(person_id=cast[name], due_at=clock.now()))
        db.session.commit()


def called(inside, cast, name: str) -> str:
    with inside():
        return db.session.get_one(Person, cast[name]).called


def test_back_to_before_it_happened_they_go_again_and_the_log_says_so(world, listed, inside, cast):
    erase(inside, cast, "dilan")
    assert ticks(world)["mydata.erasure"] == 1
    assert listed.read_text() == f"{clock.now():%Y-%m-%d} {cast['dilan']}\n"
    world.begin_again()  # the database of before
    assert called(inside, cast, "dilan") == "Dilan"
    assert ticks(world)["mydata.erased_again"] == 1
    assert called(inside, cast, "dilan") == "—"
    with inside():
        lines = db.session.execute(select(AuditLine.verb, AuditLine.about_id)).all()
    assert ("mydata.erased", cast["dilan"]) in lines
    assert ticks(world)["mydata.erased_again"] == 0


def test_what_a_copy_brings_back_is_not_in_the_way(world, listed, inside, cast):
    """In the copy Samira is in a running match, and had only just asked."""
    listed.parent.mkdir()
    listed.write_text(f"2026-01-02 {cast['samira']}\n")
    with inside():
        db.session.add(Erasure(person_id=cast["samira"], due_at=clock.now() + timedelta(days=7)))
        db.session.commit()
    assert ticks(world)["mydata.erased_again"] == 1
    assert called(inside, cast, "samira") == "—"
    assert listed.read_text() == f"2026-01-02 {cast['samira']}\n"
    with inside():
        assert len(db.session.scalars(select(Erasure).where(Erasure.person_id == cast["samira"])).all()) == 1


def test_each_machine_gets_the_whole_list_from_the_database(world, listed, inside, cast):
    erase(inside, cast, "dilan")
    ticks(world)
    other = listed.parent.parent / "two" / "erased.txt"
    keep_at(world, other)
    ticks(world)
    assert other.read_text() == listed.read_text() != ""


def test_a_list_that_cannot_be_read_is_said_and_left_as_it_is(world, listed, inside, cast):
    listed.parent.mkdir()
    listed.write_text("what is this\n")
    assert ticks(world)["mydata.erased_again"] is None
    assert listed.read_text() == "what is this\n"
