"""Another machine becomes the primary database: who writes meanwhile is asked to send it again, and once is once."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from app.db import db
from bench import failover
from bench.cluster import missing
from tests import postgres
from tests.databases import of_a_superuser
from tests.offline.test_sync import Outbox, yesterday
from tests.processes import diary

NOBODYS = "019a0000-0000-7000-8000-000000000000"
on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@pytest.fixture
def above(world):
    """A connection of who may everything on the database's server."""
    with psycopg.connect(of_a_superuser(world.address), autocommit=True) as connection:
        yield connection


@pytest.fixture
def standby(world, above):
    """`with standby():` whoever connects now meets a database that only lets read, as one that is not the primary."""
    name = sql.Identifier(postgres.name_in(world.address))

    @contextmanager
    def only_reading():
        above.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
        with world.app.app_context():
            db.engine.dispose()
        yield
        above.execute(sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name))

    return only_reading


def cut(above) -> int:
    """End every connection of the app, as a primary that dies does."""
    ended = above.execute(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ).fetchone()
    return ended[0]


@on_postgresql
def test_what_is_written_to_one_that_only_lets_read_is_to_be_sent_again_and_then_is_there_once(
    standby, as_person
):
    samira, form = as_person("samira"), diary("written while it moved")
    with standby():
        answers = [samira.post("/diary", form) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [503] * 3
        assert all(answer.headers["Retry-After"] for answer in answers)
        assert failover.AGAIN in answers[0].data
    assert [samira.post("/diary", form).status_code for _ in range(2)] == [303, 303]
    assert samira.page("/journal").text.count("written while it moved") == 1


@on_postgresql
def test_what_waited_on_a_phone_goes_on_waiting_and_then_arrives_once(standby, as_person):
    phone = Outbox(as_person("samira"))
    op = phone.op("journal.write_diary", None, {"on": yesterday(), "did": ["It waited."]})
    with standby():
        assert phone.verdicts(op) == ["retry"]
    assert phone.verdicts(op) == ["applied"]
    assert phone.verdicts(op) == ["duplicate"]


@on_postgresql
def test_a_page_whose_reading_cannot_be_noted_is_not_shown(standby, as_person, cast):
    noor = as_person("noor")
    shared = f"/entries/{cast.entries['samira_team']}"
    with standby():
        assert noor.get(shared).status_code == 503
    assert noor.get(shared).status_code == 200


@on_postgresql
def test_who_is_held_to_reading_and_writes_is_still_a_fault_of_ours(world):
    def writes():
        db.session.execute(text("UPDATE person SET called = 'nobody'"))
        return "done"

    view, world.app.view_functions["web.ping"] = world.app.view_functions["web.ping"], writes
    try:
        assert world.stranger().get("/ping").status_code == 500
    finally:
        world.app.view_functions["web.ping"] = view


@on_postgresql
def test_connections_that_were_cut_while_they_rested_cost_nobody_an_answer(above, as_person):
    samira = as_person("samira")
    samira.page("/")
    assert cut(above), "nothing was connected"
    assert samira.get("/").status_code == 200
    assert cut(above)
    assert samira.post("/diary", diary("after the cut")).status_code == 303


@on_postgresql
@pytest.mark.parametrize("path, status", [("/", 200), (f"/entries/{NOBODYS}", 404)])
def test_a_page_that_was_made_is_shown_though_its_connection_is_cut_then(
    world, above, as_person, path, status
):
    samira, cuts = as_person("samira"), []
    samira.get("/")  # that she was here is noted now, and not again at once

    def cut_it(answer):
        cuts.append(cut(above))
        return answer

    world.app.after_request_funcs.setdefault(None, []).append(
        cut_it
    )  # the last to be added is the first to be asked
    try:
        assert samira.get(path).status_code == status
    finally:
        world.app.after_request_funcs[None].remove(cut_it)
    assert cuts
    assert samira.get(path).status_code == status


@on_postgresql
def test_a_connection_that_is_cut_as_a_transaction_begins_is_a_send_it_again(above, as_person):
    phone, begun = Outbox(as_person("samira")), []
    said = [{"on": yesterday(), "did": [f"Cut off, number {n}."]} for n in range(2)]
    ops = [phone.op("journal.write_diary", None, fields) for fields in said]

    def cut_the_second(*_given) -> None:
        """The first transaction also asks who is there; each one after it begins with a statement: the wall."""
        begun.append(1)
        if len(begun) == 2:
            assert cut(above)

    event.listen(Pool, "checkout", cut_the_second)
    try:
        assert phone.verdicts(*ops) == ["applied", "retry"]
    finally:
        event.remove(Pool, "checkout", cut_the_second)
    assert phone.verdicts(*ops) == ["duplicate", "applied"]


@pytest.mark.slow
def test_without_the_packages_the_drill_says_which():
    nothing = {**os.environ, "PATH": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.failover"], env=nothing, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert done.stderr.startswith("This needs what is not here: apt-get install patroni etcd-server haproxy")
    assert done.stderr.count("\n") == 1
    assert not done.stdout


@pytest.mark.slow
@pytest.mark.long
def test_the_machine_with_the_primary_is_killed_and_nothing_that_was_confirmed_is_lost():
    if away := missing():
        pytest.skip(f"not installed here: {', '.join(away)}")
    with tempfile.TemporaryDirectory() as folder:  # the machines' user goes through it; not through pytest's
        rows, verdict, more = failover.run(["killed"], Path(folder))
    assert verdict.clean, (verdict, more)
    assert rows[0]["from"] != rows[0]["to"]
    assert verdict.answers["503"], "nobody noticed: nothing was killed"
    assert verdict.slowest_return < failover.LONGEST
    assert set(more["pages"]) <= {"200", "503"}
    assert more["unkind"] == 0
