"""Migrations: they lead to the tables the program knows, and up, down and up again with people in them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, delete, func, inspect, select

from app import create_app
from app.accounts.models import Recovery
from app.accounts.reasons import PURPOSE, open_reason, seal_reason
from app.commands.migrate import FOLDER, migrate, newest, version_of
from app.db import db, located
from app.demo.cast import build
from app.ids import new_id
from app.people.models import Person
from app.sealing.vault import DataKey, key_of
from tests import databases
from tests.worlds import settings

VERSIONS = [step.revision for step in ScriptDirectory(FOLDER).walk_revisions()][::-1]


@pytest.fixture
def empty(database):
    """The settings of an app on an empty database."""
    address = databases.fresh(databases.make_template(database, lambda _address: None))
    yield settings(address)
    databases.drop(address)


def looked_at(asked, look):
    """What `look(connection)` finds in the database of these settings."""
    engine = create_engine(located(asked.database))
    try:
        with engine.connect() as connection:
            return look(connection)
    finally:
        engine.dispose()


def filled(asked) -> dict[str, int]:
    """The database with the cast in it: how many rows each table has."""
    app = create_app(asked)
    with app.app_context():
        build()
        db.session.commit()
        counts = {
            name: db.session.scalar(select(func.count()).select_from(table))
            for name, table in db.metadata.tables.items()
        }
        db.session.remove()
        db.engine.dispose()
    return counts


def test_numbers_follow_each_other_and_names_say_what_they_do():
    names = sorted(file.stem for file in (FOLDER / "versions").glob("*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)] == VERSIONS
    assert all(name[4] == "_" and name[5:].replace("_", "").isalpha() for name in names)


def test_migrated_tables_are_those_the_program_knows(empty):
    migrate(empty)
    assert version_of(empty) == newest()

    def differences(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)

    assert looked_at(empty, differences) == []


@pytest.mark.slow
def test_the_cast_lives_in_a_migrated_database_and_it_goes_down_to_nothing_and_up_again(empty):
    migrate(empty)
    counts = filled(empty)
    assert counts["person"] > 10
    assert counts["entry"] > 20
    migrate(empty, "base")
    assert looked_at(empty, lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]
    assert version_of(empty) is None
    migrate(empty)
    assert filled(empty) == counts


@pytest.mark.thorough
@pytest.mark.slow
def test_each_step_goes_down_and_up_and_keeps_what_stood_before_it(empty, database):
    def rows(connection):
        there = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        return {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar() for name in there}

    def shape(connection):
        there = inspect(connection)
        tables = {
            name: [
                sorted(str(item["name"]) for item in found(name))
                for found in (there.get_columns, there.get_indexes)
            ]
            for name in there.get_table_names()
        }
        if connection.dialect.name == "postgresql":
            tables["walls"] = connection.exec_driver_sql("SELECT tablename FROM pg_policies").all()
        return tables

    migrate(empty)
    filled(empty)
    nothing_to_do = {"0031"} if database == "sqlite" else set()
    for above, below in zip(VERSIONS[::-1], [*VERSIONS[-2::-1], "base"], strict=True):
        migrate(empty, below)
        before, shape_before = looked_at(empty, rows), looked_at(empty, shape)
        migrate(empty, above)
        after = looked_at(empty, rows)
        assert (looked_at(empty, shape) == shape_before) is (above in nothing_to_do), above
        assert {name: after[name] for name in before} == before, above
        migrate(empty, below)


@pytest.mark.thorough
@pytest.mark.slow
def test_why_somebody_was_let_in_again_is_sealed_on_the_way_up_and_opened_on_the_way_down(empty):
    migrate(empty)
    filled(empty)
    app = create_app(empty)
    with app.app_context():
        one, other = db.session.scalars(select(Person.id).limit(2)).all()
        new = Person(called="Zonder sleutel")
        db.session.add(new)
        db.session.flush()
        for whom in (one, new.id):
            asked = Recovery(id=new_id(), person_id=whom, checked="voice", asked_by=other)
            asked.sealed = seal_reason(asked, f"Kwijt in de bus: {whom}")
            db.session.add(asked)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    said = {f"Kwijt in de bus: {whom}" for whom in (one, new.id)}
    migrate(empty, "0035")
    in_clear = "SELECT reason FROM recovery"
    assert set(looked_at(empty, lambda c: c.exec_driver_sql(in_clear).scalars().all())) == said
    # Of one of the two there is no key yet on the way up.
    looked_at(empty, lambda c: (c.execute(delete(DataKey).where(DataKey.owner_id == new.id)), c.commit()))
    migrate(empty)
    with app.app_context():
        rows = db.session.scalars(select(Recovery)).all()
        assert {open_reason(key_of(row.person_id, PURPOSE), row) for row in rows} == said
        db.session.remove()
        db.engine.dispose()


def test_what_is_broken_on_the_way_leaves_everything_as_it_was(empty, monkeypatch):
    migrate(empty, VERSIONS[2])
    looked_at(
        empty,
        lambda connection: connection.exec_driver_sql("CREATE TABLE entry (x int)") and connection.commit(),
    )
    with pytest.raises(Exception, match="entry"):
        migrate(empty)
    assert version_of(empty) == VERSIONS[2]
    assert "person" not in looked_at(empty, lambda connection: inspect(connection).get_table_names())


@pytest.mark.slow
def test_migrating_twice_does_nothing_more(empty):
    migrate(empty)
    counts = filled(empty)
    migrate(empty)
    assert (
        looked_at(empty, lambda c: c.exec_driver_sql("SELECT count(*) FROM person").scalar())
        == counts["person"]
    )
