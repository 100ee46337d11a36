"""The role matrix: for every route and what it is about, who of the cast gets in. A route without a row fails.

`all` is everybody who is signed in. Whoever is not named gets the same 404 as for something that is not there.
"""

from __future__ import annotations

import time
from itertools import product

import pytest
from sqlalchemy import select

from app.agreements.models import Agreement
from app.db import db
from tests.house.matrix import ELSEWHERE, MATRIX
from tests.house.routes import Route, routes
from tests.visitors import Visitor
from tests.worlds import World

# A policy decides the same on both databases (test_policy_pairs.py asks both), so the matrix is walked on one.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")
CAST = (
    "samira",
    "joris",
    "noor",
    "bas",
    "milan",
    "aysel",
    "yusuf",
    "dilan",
    "vera",
    "ilse",
    "karim",
    "femke",
)
EVERYBODY = "all"
FRESH = 60  # seconds; somebody who showed their passkey need not do so again for some minutes


def things(world: World) -> dict[str, dict[str, object]]:
    """What a name in an address may stand for, by the name a row calls it."""
    cast = world.cast
    return {
        "scheme_id": {"ours": cast.schemes["ours"]},
        "match_id": {name: cast.matches[name] for name in ("samira_joris", "group", "closed")},
        "session_id": {
            "held_6": cast.sessions["held_6"],
            "held_4": cast.sessions["held_4"],
            "next": cast.sessions["next"],
        },
        "entry_id": {
            name: cast.entries[name]
            for name in ("samira_me", "samira_pair", "samira_team", "samira_please_read", "samira_diary")
        },
        "goal_id": {name: cast.goals[name] for name in ("talk", "open_days")},
        "opening_id": {"ravi": cast.openings["ravi"]},
        "concern_id": {"milan_aysel": cast.concerns["milan_aysel"]},
        "talk_id": {"aysel": cast.talks["aysel"]},
        "feedback_id": {name: cast.feedback[name] for name in ("late", "talks", "to_scheme")},
        "person_id": {"samira": cast["samira"], "noor": cast["noor"]},
        "agreement_id": {
            "in_force": agreement_of(world, "samira_joris", "in-force"),
            "draft": agreement_of(world, "milan_aysel", "draft"),
        },
    }


def agreement_of(world: World, match: str, state: str) -> object:
    """The id of a match's agreement in this state."""
    which = (Agreement.match_id == world.cast.matches[match], Agreement.state == state)
    with world.inside():
        return db.session.scalar(select(Agreement.id).where(*which))


def open_routes(app) -> set[str]:
    """Endpoints that anybody may ask, signed in or not; they are no part of the matrix."""
    return {name for name, view in app.view_functions.items() if view.rule.open}


class Doors:
    """The cast before every door. What is refused changes nothing, so only after a change does the world begin again."""

    def __init__(self, world: World) -> None:
        self._world, self._came = world, 0.0
        self._people: dict[str, Visitor] = {}

    def _person(self, name: str) -> Visitor:
        """Somebody who showed their passkey not long ago."""
        if time.monotonic() - self._came > FRESH:
            self._people, self._came = {}, time.monotonic()
        if name not in self._people:
            self._people[name] = self._world.person(name, strong=True)
        return self._people[name]

    def let_in(self, name: str, route: Route, path: str) -> bool:
        """Whether somebody gets another answer than what is not there."""
        sent = {} if route.method != "GET" else None
        status = self._person(name).open(route.method, path, data=sent).status_code
        assert status < 500, f"{name} {route.method} {path}: {status}"
        if route.method != "GET" and status < 400:
            self._world.begin_again()
            self._people.clear()
        return status != 404


def observed(world: World) -> dict[str, str]:
    """The matrix as it is: 'endpoint about thing' -> the names of who gets in."""
    app, known, doors = world.app, things(world), Doors(world)
    found = {}
    for route in routes(app):
        if route.endpoint in open_routes(app):
            continue
        places = [known.get(name, {}) for name in route.names]
        for about in product(*places):
            values = {name: known[name][about] for name, about in zip(route.names, about, strict=True)}
            row = " ".join((route.endpoint, *about))
            allowed = [name for name in CAST if doors.let_in(name, route, route.path(**values))]
            found[row] = EVERYBODY if len(allowed) == len(CAST) else " ".join(allowed)
    return found


@pytest.fixture(scope="module")
def seen(_beginning, database):
    world = World(database, *_beginning)
    yield observed(world)
    world.end()


@pytest.mark.slow
def test_whoever_gets_in_stands_in_the_matrix_and_nobody_else(seen):
    differing = {row: names for row, names in seen.items() if MATRIX.get(row) != names}
    if differing:
        ready = "\n".join(f'    "{row}": "{names}",' for row, names in sorted(differing.items()))
        declared = "\n".join(f"    {row}: {MATRIX[row]}" for row in sorted(differing) if row in MATRIX)
        pytest.fail(
            f"seen (judge each row, then put it in tests/house/matrix.py):\n{ready}\ndeclared:\n{declared}"
        )


@pytest.mark.slow
def test_the_matrix_has_no_row_of_a_route_that_is_gone(seen):
    assert [row for row in MATRIX if row not in seen] == []


@pytest.mark.slow
def test_every_route_is_tried_about_something(seen, shared):
    """Routes about things that the cast has none of are tried by the tests of their own room, and named here."""
    tried = {row.split()[0] for row in seen}
    left = {route.endpoint for route in routes(shared.app)} - tried - open_routes(shared.app)
    assert left == set(ELSEWHERE)
