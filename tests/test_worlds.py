"""Every test begins in the same world, whatever the one before it did there; only so may they share a database."""

import pytest
from sqlalchemy import create_engine, delete, text, update

from app.audit import AuditLine
from app.db import db, located
from app.people.models import Person
from tests import postgres
from tests.days import today


def test_what_was_added_changed_and_taken_away_is_as_it_was(world, inside):
    before = world.everything()
    for _ in range(2):
        world.person("samira").post("/diary", {"on": today().isoformat(), "did": "Words"})
        with inside():
            db.session.execute(update(Person).values(called="Somebody"))
            db.session.execute(text("DELETE FROM talk_request"))
        after = world.everything()
        assert {name for name in before if before[name] != after[name]} >= {"entry", "person", "talk_request"}
        world.begin_again()
        assert world.everything() == before


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_tables_that_were_altered_are_as_they_were(world, inside):
    with inside():
        db.session.execute(text("DROP TRIGGER audit_line_only_grows ON audit_line"))
        db.session.execute(text("ALTER TABLE entry ADD COLUMN more text"))
    world.begin_again()
    with inside():
        assert not list(db.session.execute(text("SELECT FROM pg_attribute WHERE attname = 'more'")))
    with pytest.raises(Exception, match="only grows"), inside():
        db.session.execute(delete(AuditLine))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_app_stays_connected_unless_somebody_else_is_there(world):
    world.begin_again()
    world.stranger().get("/ready")
    first = world.address
    world.begin_again()
    assert world.address == first
    other = create_engine(located(world.address))
    with other.connect():
        world.begin_again()
    other.dispose()
    assert world.address != first
    assert world.stranger().get("/ready").status_code == 204


def test_postgresql_does_not_lie_where_pytest_locks_it_out(tmp_path):
    with pytest.raises(ValueError, match="as soon as pytest begins"):
        postgres.started(tmp_path / "postgres")
