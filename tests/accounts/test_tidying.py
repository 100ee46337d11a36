"""What is over is thrown away by the clock: passkeys suspended at a recovery, old sign-ins, ceremonies nobody finished."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.accounts.actions import REMEMBERED_FOR, SUSPENDED_FOR
from app.accounts.models import Ceremony, Passkey, SignIn
from app.accounts.signins import AT_HOME
from app.db import db
from app.jobs import tick
from tests.accounts.coming_in import is_in, sign_in

SOON = timedelta(minutes=1)


@pytest.fixture
def left(world):
    """`left(after)` lets the clock's work be done then; gives how many of each there are afterwards."""

    def count(after: timedelta) -> dict[type, int]:
        with clock.standing_at(clock.now() + after), world.inside():
            assert tick()["accounts.tidy"] is not None
            return {
                kind: db.session.scalar(select(func.count()).select_from(kind))
                for kind in (Passkey, SignIn, Ceremony)
            }

    return count


def test_a_passkey_suspended_a_week_ago_is_gone_and_the_others_work(lina, world, left):
    visitor, phone = lina
    with world.inside():
        key = db.session.scalars(select(Passkey).where(Passkey.suspended_at.is_(None))).first()
        key.suspended_at = clock.now()
    there = left(SUSPENDED_FOR - SOON)[Passkey]
    assert left(SUSPENDED_FOR + SOON)[Passkey] == there - 1
    assert sign_in(visitor, phone).status_code == 400


def test_a_sign_in_is_remembered_for_a_month_after_its_end(world, left):
    samira = world.person("samira")
    before = left(SOON)[SignIn]
    samira.post("/sign-out")
    assert left(REMEMBERED_FOR - SOON)[SignIn] == before
    assert left(REMEMBERED_FOR + SOON)[SignIn] == before - 1


def test_one_that_nobody_ended_goes_too_and_a_living_one_stays(world, left):
    samira = world.person("samira")
    assert left(SOON)[SignIn] > 0
    assert is_in(samira)
    assert left(AT_HOME[1] + REMEMBERED_FOR + SOON)[SignIn] == 0


def test_a_ceremony_that_nobody_finished_is_gone(world, left):
    world.stranger().post("/sign-in/options", json={})
    assert left(timedelta())[Ceremony] == 1
    assert left(timedelta(minutes=6))[Ceremony] == 0
