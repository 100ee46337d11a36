"""A hundred things written while everything goes wrong: servers die, networks lie, the phone is killed; all arrive once."""

from __future__ import annotations

from bench.faults import run


def test_a_hundred_things_written_while_everything_goes_wrong_all_arrive_once(play, tmp_path):
    verdict = run(100, seed=7, folder=tmp_path, play=play)
    assert verdict.items >= 100
    assert verdict.clean, verdict
    assert verdict.sent + verdict.on_phone == verdict.items
    assert set(verdict.met) >= {"dies-amid", "killed sending", "portal", "somebody else", "clock wrong"}
