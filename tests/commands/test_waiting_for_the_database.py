"""A database that does not answer yet gets some seconds; a server that came before it need not be started again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from app import create_app
from app.commands.console import Console, Stop
from app.commands.run import wait_for_database
from tests import databases, postgres
from tests.worlds import settings

ON_A_SERVER = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


def test_a_file_that_cannot_be_opened_is_not_waited_for(naast, monkeypatch, tmp_path):
    naast("keys", "make")
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv("NAAST_DATABASE", f"sqlite:///{tmp_path / 'folder'}")
    status, said, wrong = naast("run")
    assert (status, said) == (2, "")
    assert "cannot be reached" in wrong


@pytest.fixture
def open_or_closed(world) -> Iterator[Callable[[bool], None]]:
    """`open_or_closed(False)`: PostgreSQL lets nobody else into this world's database."""
    change = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    name = sql.Identifier(postgres.name_in(world.address))
    with psycopg.connect(databases.of_a_superuser("postgresql:///postgres"), autocommit=True) as everything:

        def put(is_open: bool) -> None:
            everything.execute(change.format(name, sql.Literal(is_open)))

        yield put
        put(True)


def console(say: Callable[[str], None]) -> Console:
    return Console({}, create_app, say)


@ON_A_SERVER
def test_a_database_that_comes_later_is_waited_for_and_that_is_said_once(world, open_or_closed):
    said: list[str] = []

    def hear(text: str) -> None:
        said.append(text)
        open_or_closed(True)

    wait_for_database(console(hear), settings(world.address))
    assert said == []
    open_or_closed(False)
    wait_for_database(console(hear), settings(world.address))
    assert said == ["The database does not answer; it gets 10 seconds more."]


@ON_A_SERVER
def test_one_that_does_not_come_stops_the_start_with_a_sentence(world, open_or_closed):
    open_or_closed(False)
    with pytest.raises(Stop, match="cannot be reached"):
        wait_for_database(console(lambda _text: None), settings(world.address), patience=0.3)
