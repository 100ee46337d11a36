"""Things written while everything goes wrong: servers die, networks lie, the phone is killed; all arrive once."""

from __future__ import annotations

import pytest

from bench.faults import run
from bench.faulty.network import FAULTS
from bench.faulty.plan import EVENTS

# So many are enough to meet everything that can go wrong; a hundred meet it in other orders, and some of it often.
EACH_ONCE, OFTEN = 45, 100


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("items", [EACH_ONCE, pytest.param(OFTEN, marks=pytest.mark.long)])
def test_what_is_written_while_everything_goes_wrong_arrives_once(play, tmp_path, items):
    verdict = run(items, seed=7, folder=tmp_path, play=play)
    assert verdict.items >= items
    assert verdict.clean, verdict
    assert verdict.sent + verdict.on_phone == verdict.items
    assert set(verdict.met) >= {*FAULTS, *EVENTS}
