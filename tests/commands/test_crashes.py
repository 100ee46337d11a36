"""Crashes: what was confirmed is there once, a migration that was killed begins anew, and a copy answers elsewhere."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from app import create_app
from app.commands import copies
from app.commands.migrate import migrate, newest, version_of
from app.config import Settings
from app.db import db, located
from bench.faulty.network import Server
from bench.kills import RUN, Load, database_for, found_in, prepared, run, unsound
from bench.world import COOKIE
from tests import databases
from tests.worlds import KEYS, settings

HOUSE = Path(__file__).resolve().parents[2]
# `naast migrate` in a process that is killed by itself right after so many statements that change something.
KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
from app.cli import main
left = int(sys.argv[1])

@event.listens_for(Engine, "after_cursor_execute")
def count(_connection, _cursor, statement, *_rest):
    global left
    if statement.lstrip().upper().startswith(("CREATE", "ALTER", "INSERT", "UPDATE", "DROP")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.exit(main(["migrate"]))
"""


@pytest.fixture
def empty(database):
    """The address of an empty database."""
    address = databases.fresh(databases.make_template(database, lambda _address: None))
    yield address
    databases.drop(address)


@pytest.mark.thorough
@pytest.mark.slow
def test_what_was_confirmed_is_there_once_however_often_the_server_is_killed(database, own_folder):
    verdict = run(database, kills=5, seed=3, folder=own_folder)
    assert verdict.clean, verdict
    assert verdict.confirmed > 20
    assert verdict.answers.get("no answer") or verdict.answers.get("503"), (
        "nobody noticed: nothing was killed"
    )


@pytest.mark.thorough
@pytest.mark.slow
def test_a_migration_killed_half_way_leaves_nothing_behind_and_the_next_one_gets_there(empty):
    given = {**os.environ, "NAAST_DATABASE": empty, "NAAST_KEYS": KEYS, "PYTHONPATH": str(HOUSE)}
    for statements in (1, 40, 150):
        done = subprocess.run([sys.executable, "-c", KILLED, str(statements)], env=given, timeout=60)
        assert done.returncode == -9, "it was over before it was killed"
        assert version_of(settings(empty)) is None
    migrate(settings(empty))
    assert version_of(settings(empty)) == newest()
    engine = create_engine(located(empty))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
    engine.dispose()


@pytest.mark.slow
@pytest.mark.thorough
def test_a_copy_made_while_people_write_answers_in_another_place(tmp_path):
    with database_for("sqlite", tmp_path) as address:
        given, tokens = prepared(address, tmp_path)
        server = Server(given, RUN)
        load = Load(server.port, given["NAAST_ORIGIN"], tokens)
        try:
            with load.going_on():
                while len(load.confirmed) < 30 or "samira" not in load.confirmed.values():
                    time.sleep(0.01)
                before = dict(load.confirmed)
                copies.take(tmp_path / "naast.db", tmp_path / "copy.db")
                while len(load.confirmed) < len(before) + 30:
                    time.sleep(0.01)
        finally:
            server.process.kill()
            server.process.wait()
    there = tmp_path / "elsewhere"
    there.mkdir()
    copies.put_back(tmp_path / "copy.db", there / "naast.db", there / "aside.db")
    moved = {**given, "NAAST_DATABASE": f"sqlite:///{there / 'naast.db'}"}
    found = found_in(moved)
    assert all(found.get(words) == [name] for words, name in before.items())
    assert set(load.confirmed) - set(found), "nothing was written after the copy was made: it proves little"
    assert unsound(moved["NAAST_DATABASE"]) == 0
    app = create_app(Settings.from_environment({k: v for k, v in moved.items() if k.startswith("NAAST_")}))
    phone = app.test_client()
    phone.set_cookie(COOKIE, tokens["samira"], domain="localhost", path="/")
    shown = phone.get("/journal", base_url=given["NAAST_ORIGIN"])
    assert shown.status_code == 200
    last = [words for words, name in before.items() if name == "samira"][-1]
    assert last in shown.text
    with app.app_context():
        db.engine.dispose()
