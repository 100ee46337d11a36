"""Jobs: done by `naast tick`, each in a transaction of its own, so that one that fails stops no other."""

import pytest
from sqlalchemy import func, select

from app.db import db
from app.jobs import jobs, tick
from app.people.actions import introduce
from app.people.models import Person


@pytest.fixture
def plugged():
    """Jobs that are there for one test."""
    names = []

    def plug(name, job):
        names.append(name)
        jobs.plug(name, job, 1)

    yield plug
    for name in names:
        del jobs._plugs[name]


def test_what_a_job_did_stays_and_what_one_did_that_failed_is_gone(inside, plugged):
    def good():
        introduce("Made by a job")
        return 1

    def bad():
        introduce("Made half by a job")
        raise KeyError("somebody's secret")

    plugged("bad", bad)
    plugged("good", good)
    with inside():
        done = tick()
    assert (done["bad"], done["good"]) == (None, 1)
    with inside():
        assert db.session.scalars(select(Person.called).where(Person.called.like("Made%"))).all() == [
            "Made by a job"
        ]


def test_a_second_tick_finds_nothing_to_do(inside):
    with inside():
        tick()
    with inside():
        before = db.session.scalar(select(func.count()).select_from(Person))
        assert set(tick().values()) <= {0}
        assert db.session.scalar(select(func.count()).select_from(Person)) == before
