"""Help right now: the numbers are there for everybody, signed in or not."""

import pytest

from tests.marks import ON_ONE

NUMBERS = {"112": "112", "0800-2000": "08002000", "0800-0432": "08000432", "113": "08000113"}


@ON_ONE
@pytest.mark.parametrize("name", [None, "samira", "joris", "noor", "vera"])
def test_everybody_finds_the_numbers_to_call(world, name):
    who = world.person(name) if name else world.stranger()
    page = who.page("/help")
    for shown, dialled in NUMBERS.items():
        assert shown in page.text
        assert f"tel:{dialled}" in page.links()


def test_help_is_one_tap_away_from_where_somebody_writes_or_signs_in(as_person, stranger, cast):
    assert "/help" in stranger.page("/sign-in").links()
    assert "/help" in as_person("samira").page(f"/matches/{cast.matches['samira_joris']}/write").links()
    assert "/help" in as_person("samira").page("/me").links()
