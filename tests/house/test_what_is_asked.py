"""Which tests are asked when: what `bin/test` leaves to later is asked before a change is taken."""

import re

import pytest

from tests.house.floors import HOUSE


class _Collected:
    """Notes what pytest would run."""

    names: set[str]

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.names = {item.nodeid for item in session.items}


def collected(which: str) -> set[str]:
    """The tests of migrations that pytest would run for this expression of marks."""
    found = _Collected()
    tests = str(HOUSE / "tests" / "test_migrations.py")
    apart = ("-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(HOUSE))
    assert pytest.main([*apart, "--collect-only", "-m", which, tests], [found]) == pytest.ExitCode.OK
    return found.names


def test_whoever_takes_a_change_asks_both():
    asked = (HOUSE / ".ci" / "run").read_text().splitlines()
    assert [line for line in asked if line.startswith("bin/test")] == ["bin/test", "bin/test thorough"]
    expressions = re.findall(r'which="(.+)"', (HOUSE / "bin" / "test").read_text())
    assert sorted(expressions) == ["not thorough and not long", "thorough and not long"]


def test_what_is_long_is_asked_of_postgresql_in_the_thorough_ones():
    at_once, later = collected("slow and not thorough"), collected("slow and thorough")
    assert {name for name in at_once if "[postgresql" in name} == set()
    on_postgresql = {name.replace("[sqlite", "[postgresql") for name in at_once if "[sqlite" in name}
    assert on_postgresql and on_postgresql <= later
    assert {name for name in collected("not slow") if "[postgresql" in name}, (
        "what is quick asks both at once"
    )
