"""What a phone keeps: however much there is to read, every form to write on is among it."""

import pytest

from app.offline.kept import MOST


@pytest.mark.parametrize("name", ["samira", "joris", "milan", "yusuf", "ravi"])
def test_every_form_to_write_on_is_kept_however_much_there_is_to_read(as_person, name):
    told = as_person(name).get("/offline/start").json
    assert set(told["forms"]) <= set(told["keep"])
    assert len(told["keep"]) == len(set(told["keep"])) <= MOST
    assert "/" in told["keep"]
