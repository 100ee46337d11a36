"""A request that only reads takes one connection: prepared reads open it, a session that comes later joins it."""

import pytest
from sqlalchemy import select, text

from app.connections import hold_to_reading
from app.db import connected, db, undo
from app.people.models import Person


@pytest.fixture
def reading(world):
    """As in a GET."""
    with world.app.app_context():
        hold_to_reading(True)
        yield
        hold_to_reading(False)
        undo()


def test_prepared_reads_need_no_session(reading):
    assert connected() is connected()
    assert not db.session.registry.has()


def test_a_session_that_comes_later_joins_it(reading, cast):
    mine = connected()
    assert db.session.get_one(Person, cast["samira"]).called == "Samira"
    assert db.session.connection() is mine
    assert connected() is mine


def test_a_session_that_came_first_is_joined(reading, cast):
    assert db.session.get_one(Person, cast["samira"]).called == "Samira"
    assert connected() is db.session.connection()
    assert connected() is connected()


def test_it_is_given_back_at_the_end_whatever_happened(world):
    with world.app.app_context():
        pool = db.engine.pool
        before = pool.checkedout()
        hold_to_reading(True)
        kept = connected()
        db.session.execute(select(Person.id).limit(1))
        assert pool.checkedout() == before + 1
        undo()
        hold_to_reading(False)
    assert kept.closed
    assert pool.checkedout() == before


def test_who_stops_reading_may_write(reading, cast):
    connected()
    db.session.get_one(Person, cast["samira"])
    undo()
    hold_to_reading(False)
    db.session.get_one(Person, cast["samira"]).called = "Sam"
    db.session.commit()
    assert connected() is db.session.connection()
    db.session.rollback()


@pytest.mark.parametrize("path", ["/", "/journal"])
def test_postgresql_keeps_its_plans_from_one_page_to_the_next(world, as_person, path):
    if world.kind != "postgresql":
        pytest.skip("SQLite prepares by itself")
    samira = as_person("samira")
    with world.app.app_context(), db.engine.connect(), db.engine.connect():
        pass  # two came at once; who comes alone has the same of both each time
    for _ in range(8):
        assert samira.get(path).status_code == 200
    with world.app.app_context():
        kept = db.session.scalar(text("SELECT count(*) FROM pg_prepared_statements WHERE NOT from_sql"))
        db.session.rollback()
    assert kept
