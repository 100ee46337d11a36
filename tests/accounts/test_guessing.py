"""Who guesses learns nothing: what is there and what is not get the same answer, in the same time within noise."""

import re
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from app import clock
from app.accounts.models import Invitation
from app.db import db
from app.ids import new_id
from app.sealing.codes import new_code

TRIES = 60
NOISE = 1.5  # others work on the machine too


def told(answer) -> tuple[int, str]:
    """What somebody can see of an answer; ids of forms and the typed code are theirs."""
    seen = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[^\"]*\"", "", answer.text)
    return answer.status_code, seen


def medians(*asks) -> list[float]:
    """The middle of the times of each, measured in turns so that noise falls on all of them."""
    times: list[list[float]] = [[] for _ in asks]
    for number in range(TRIES):
        for which, ask in enumerate(asks):
            begun = perf_counter()
            ask(number)
            times[which].append(perf_counter() - begun)
    return [median(found) for found in times]


@pytest.fixture
def late(world, invited):
    """A code that was an invitation until yesterday."""
    code = invited()
    with world.inside():
        db.session.execute(db.update(Invitation).values(ends_at=clock.now() - timedelta(days=1)))
    return code


def test_a_code_that_once_was_and_one_that_never_was(world, late):
    stranger = world.stranger()

    def give(code, number):
        place = {"REMOTE_ADDR": f"203.0.113.{number % 200}"}
        return stranger.post("/invitation", {"code": code}, environ_base=place)

    never = new_code()
    assert told(give(late, 0)) == told(give(never, 1))
    one, other = medians(lambda n: give(late, n), lambda n: give(never, n))
    assert max(one, other) < NOISE * min(one, other), (one, other)


@pytest.mark.parametrize("path", ["/people/{}/recovery", "/entries/{}", "/matches/{}", "/sessions/{}"])
def test_somebody_or_something_of_others_and_nothing_at_all(as_person, cast, path):
    things = {
        "people": cast["samira"],
        "entries": cast.entries["samira_diary"],
        "matches": cast.matches["samira_joris"],
        "sessions": next(iter(cast.sessions.values())),
    }
    vera = as_person("vera")
    there, nowhere = path.format(things[path.split("/")[1]]), path.format(new_id())
    assert told(vera.get(there)) == told(vera.get(nowhere))
    assert told(vera.get(there))[0] == 404
