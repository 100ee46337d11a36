"""Fixtures for every test: a world with the cast in it, its people with their browsers, and counted queries."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.logged import as_before
from tests.visitors import Visitor
from tests.worlds import World, beginning, watched


@pytest.fixture(autouse=True)
def _logs() -> Iterator[None]:
    """`naast run` in a test logs to what stands for the terminal there, which is closed when the test is over."""
    with as_before():
        yield


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request) -> str:
    """Which database: each test that touches one runs on both."""
    return request.param


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of this test's own in which PostgreSQL may run too: in one of pytest's it would lose its files."""
    with tempfile.TemporaryDirectory(prefix="naast-test-") as name:
        yield Path(name)


@pytest.fixture(scope="session")
def _beginnings() -> dict:
    return {}


@pytest.fixture(scope="session")
def _beginning(database, _beginnings):
    if database not in _beginnings:
        _beginnings[database] = beginning(database)
    return _beginnings[database]


@pytest.fixture(scope="session")
def _world(database, _beginning) -> Iterator[World]:
    world = World(database, *_beginning)
    yield world
    world.end()


@pytest.fixture
def world(_world) -> World:
    """A world in which this test may change everything: its database is a fresh copy."""
    _world.begin_again()
    return _world


@pytest.fixture(scope="session")
def _second_world(database, _beginning) -> Iterator[World]:
    world = World(database, *_beginning)
    yield world
    world.end()


@pytest.fixture(scope="module")
def shared(_second_world) -> World:
    """A world that the tests of one module share; they only look."""
    _second_world.begin_again()
    return _second_world


@pytest.fixture
def app(world):
    """The app of this test's world."""
    return world.app


@pytest.fixture
def inside(world):
    """`with inside():` looks at the database or acts in it without HTTP, then commits.

    Leave it before the next request: SQLite has one writer.
    """
    return world.inside


@pytest.fixture
def cast(world):
    """The cast of DESIGN: ids of people, matches, sessions and entries by name."""
    return world.cast


@pytest.fixture
def as_person(world) -> Callable[[str], Visitor]:
    """`as_person("samira")`: her, with a browser in which she is signed in."""
    return world.person


@pytest.fixture
def stranger(world) -> Visitor:
    """Somebody who is not signed in."""
    return world.stranger()


@pytest.fixture
def statements():
    """`with statements() as seen:` notes the SQL that is sent; `len(seen)`, `str(seen)`."""
    return watched
