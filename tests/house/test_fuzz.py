"""A short run of `bin/bench fuzz`: nothing that is sent breaks a route or a passkey ceremony, and a fault would be seen."""

import gc

import pytest

from bench.fuzz import STEADY, Fuzz, resident, served
from tests.marks import ON_ONE

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _only_what_comes_is_looked_through() -> None:
    """What the tests before keep stays where it is: objects are counted eleven times a run, after a collection each."""
    gc.collect()
    gc.freeze()


def test_nothing_that_is_sent_breaks_anything(world):
    found = Fuzz(world, seed=20261125).run(200)
    assert found.broken == []
    assert found.ceremonies > 10
    assert {200, 404, 422} <= set(found.answers)


# That the fuzz sees what it looks for does not depend on the database behind.
@pytest.mark.thorough
@ON_ONE
def test_a_route_that_breaks_is_found(world, monkeypatch):
    def broken(**_things) -> None:
        raise KeyError("a fault of ours")

    views = world.app.view_functions
    for endpoint in views:
        if endpoint == "accounts.sign_in_passkey" or endpoint.startswith("journal."):
            monkeypatch.setitem(views, endpoint, broken)
    told = "\n".join(Fuzz(world, seed=1).run(200).broken)
    assert "POST /sign-in/passkey" in told
    assert " GET /" in told


@pytest.mark.thorough
@ON_ONE
def test_what_is_kept_for_every_request_is_found(world, monkeypatch):
    kept = []
    first = [lambda: kept.extend([object()] for _ in range(1000)), *world.app.before_request_funcs[None]]
    monkeypatch.setitem(world.app.before_request_funcs, None, first)
    assert Fuzz(world, seed=1).run(200).growth > STEADY


@pytest.mark.thorough
def test_a_server_in_a_process_of_its_own_is_asked_and_its_memory_told(world):
    with served(world) as server:
        found = Fuzz(world, 1, server).run(60)
        assert found.broken == []
        assert found.living == []
        assert found.memory[-1] == resident(server.process.pid)
    assert {200, 404} <= set(found.answers)
