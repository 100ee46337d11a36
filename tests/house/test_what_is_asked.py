"""Which tests are asked when: what `bin/test` leaves to later is asked before a change is taken."""

import re
import subprocess
import sys

import pytest

from tests.house.floors import HOUSE


def collected(which: str) -> set[str]:
    """The tests of migrations that pytest would run for this expression of marks."""
    asked = [sys.executable, "-m", "pytest", "--collect-only", "-m", which, "tests/test_migrations.py"]
    told = subprocess.run(asked, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    return {line for line in told.splitlines() if "::" in line}


def test_whoever_takes_a_change_asks_both():
    asked = (HOUSE / ".ci" / "run").read_text().splitlines()
    assert [line for line in asked if line.startswith("bin/test")] == ["bin/test", "bin/test thorough"]
    expressions = re.findall(r'which="(.+)"', (HOUSE / "bin" / "test").read_text())
    assert sorted(expressions) == ["not thorough and not long", "thorough and not long"]


@pytest.mark.slow
def test_what_is_long_is_asked_of_postgresql_in_the_thorough_ones():
    at_once, later = collected("slow and not thorough"), collected("slow and thorough")
    assert {name for name in at_once if "[postgresql" in name} == set()
    on_postgresql = {name.replace("[sqlite", "[postgresql") for name in at_once if "[sqlite" in name}
    assert on_postgresql and on_postgresql <= later
    assert {name for name in collected("not slow") if "[postgresql" in name}, (
        "what is quick asks both at once"
    )
