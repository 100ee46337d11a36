"""A short run of `bin/bench fuzz`: nothing that is sent breaks a route or a passkey ceremony, and a fault would be seen."""

from bench.fuzz import Fuzz


def test_nothing_that_is_sent_breaks_anything(world):
    found = Fuzz(world, seed=20261125).run(200)
    assert found.broken == []
    assert found.ceremonies > 10
    assert {200, 404, 422} <= set(found.answers)


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
