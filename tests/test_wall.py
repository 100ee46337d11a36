"""The wall between schemes in PostgreSQL: a query that forgets its scheme finds only one's own, and writes nowhere else."""

import os
import re
import subprocess
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import ProgrammingError

from app import wall
from app.commands.console import Stop
from app.commands.migrate import migrate
from app.commands.run import check_walled
from app.db import db
from app.journal.models import Entry, EntryRevision
from app.matches.models import Match
from app.sessions.models import Session
from app.web.access import me
from tests import databases, postgres
from tests.house.floors import HOUSE
from tests.test_migrations import looked_at
from tests.visitors import COOKIE, FROM_OUR_PAGES, ORIGIN
from tests.worlds import settings


@pytest.fixture(autouse=True)
def _with_a_wall(database):
    if database == "sqlite":
        pytest.skip("SQLite has no row security")


@contextmanager
def request_of(person, method: str = "GET"):
    """Inside a request of somebody, as the house begins and ends one, before any policy was asked."""
    headers = FROM_OUR_PAGES | ({"Cookie": f"{COOKIE}={person.token}"} if person.token else {})
    with person.app.test_request_context("/", method=method, base_url=ORIGIN, headers=headers):
        person.app.preprocess_request()
        me()
        yield


def schemes_of(table) -> set:
    """In which schemes the rows are that a query finds which names none."""
    return set(db.session.scalars(select(table.scheme_id).distinct())) - {None}


def test_a_query_that_forgets_its_scheme_finds_only_ones_own(as_person, inside, cast):
    with inside():
        assert schemes_of(Match) == set(cast.schemes.values())
    for name, home in (("vera", "elsewhere"), ("noor", "ours"), ("samira", "ours"), ("ilse", "ours")):
        with request_of(as_person(name)):
            assert schemes_of(Match) == {cast.schemes[home]}, name
            assert schemes_of(Entry) <= {cast.schemes[home]}, name


def test_what_hangs_on_something_of_another_scheme_is_not_found_either(as_person, inside):
    with inside():
        sessions = len(db.session.scalars(select(Session.id)).all())
    found = {}
    for name in ("vera", "noor"):
        with request_of(as_person(name)):
            entries = set(db.session.scalars(select(Entry.id)))
            assert set(db.session.scalars(select(EntryRevision.entry_id))) <= entries
            found[name] = len(db.session.scalars(select(Session.id)).all())
    assert 0 < found["vera"] < sessions
    assert sum(found.values()) == sessions


def test_nobody_finds_nothing_and_the_next_one_on_the_same_connection_inherits_nothing(as_person, stranger):
    for _ in range(3):
        with request_of(as_person("noor")):
            assert schemes_of(Match)
        with request_of(stranger):
            assert schemes_of(Match) == set()


def test_a_transaction_that_begins_later_in_the_request_has_the_same_wall(as_person, cast):
    with request_of(as_person("noor"), "POST"):
        db.session.rollback()
        assert schemes_of(Match) == {cast.schemes["ours"]}
        db.session.commit()
        assert schemes_of(Match) == {cast.schemes["ours"]}


def test_nothing_is_written_into_another_scheme(as_person, cast):
    with request_of(as_person("vera"), "POST"):
        changed = db.session.execute(update(Match).values(name="Everybody"))
        assert changed.rowcount == len(db.session.scalars(select(Match.id)).all())
        db.session.rollback()
        db.session.add(Match(scheme_id=cast.schemes["ours"], kind="group", coordinator_id=cast["noor"]))
        with pytest.raises(ProgrammingError, match="row-level security"):
            db.session.flush()
        db.session.rollback()


def policies(connection) -> dict[str, tuple]:
    """What PostgreSQL has of row security, by table."""
    rows = connection.exec_driver_sql(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_expr(p.polqual, p.polrelid), p.polcmd"
        " FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def test_every_table_of_a_scheme_stands_behind_it_also_in_a_migrated_database(inside, database):
    with inside():
        known = {name: wall.condition(table) for name, table in db.metadata.tables.items()}
        made = policies(db.session.connection())
        assert set(made) == {name for name, holds in known.items() if holds}
        assert all(row[:2] == (True, True) for row in made.values())
        of_a_scheme = {name for name, table in db.metadata.tables.items() if "scheme_id" in table.c}
        assert of_a_scheme - set(made) == wall.OUTSIDE
    address = databases.fresh(databases.make_template(database, lambda _address: None))
    try:
        migrate(settings(address))
        assert looked_at(settings(address), policies) == made
    finally:
        databases.drop(address)


def test_it_holds_for_the_role_that_owns_the_tables(inside):
    with inside():
        asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert db.session.scalar(text(asked)) is False
        owners = "SELECT DISTINCT tableowner = current_user FROM pg_tables WHERE schemaname = 'public'"
        assert db.session.scalars(text(owners)).all() == [True]


def test_naast_does_not_serve_as_somebody_for_whom_there_is_no_wall(world):
    check_walled(settings(world.address))
    with pytest.raises(Stop, match="a role of its own"):
        check_walled(settings(databases.of_a_superuser(world.address)))


def test_a_copy_made_and_put_back_by_the_documented_lines_is_whole(world, database, tmp_path):
    lines = re.findall(r"^.*pg_(?:dump|restore).*$", (HOUSE / "docs/backups.md").read_text(), re.M)
    made, put_back = (line for line in lines if "$DATABASE_URL" in line)
    elsewhere = databases.fresh(databases.make_template(database, lambda _address: None))
    try:
        for line, address in ((made, world.address), (put_back, elsewhere)):
            path = f"{postgres.programs()}:{os.environ['PATH']}"
            given = os.environ | {"PATH": path, "DATABASE_URL": address}
            subprocess.run(line, shell=True, check=True, env=given, cwd=tmp_path)  # noqa: S602 - our own page
        counted = [rows_of(settings(address)) for address in (world.address, elsewhere)]
        assert counted[0] == counted[1]
        assert counted[0]["entry"] > 20
    finally:
        databases.drop(elsewhere)


def rows_of(asked) -> dict[str, int]:
    """How many rows each table has, seen without a wall."""
    names = db.metadata.tables
    return looked_at(
        asked,
        lambda connection: {
            name: connection.scalar(select(func.count()).select_from(table)) for name, table in names.items()
        },
    )
