"""What is over goes by the clock: counts of tries, passkeys suspended a week ago, sign-ins that ended a month ago."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app import clock
from app.accounts.attempts import DAY, WINDOW
from app.accounts.models import Attempt, Ceremony, Passkey, SignIn
from app.db import db
from app.jobs import tick
from app.sealing.codes import new_code
from tests.accounts.coming_in import is_in, sign_in


@pytest.fixture
def left(world):
    """`left(Attempt, days=1)`: how many rows are left when the clock did its work after that time."""

    def count(kind, **after: float) -> int:
        with world.inside(), clock.standing_at(clock.now() + timedelta(**after)):
            done = tick()
            assert None not in done.values(), done
            return db.session.scalar(select(func.count()).select_from(kind))

    return count


def test_what_was_counted_goes_when_its_time_is_over(world, left):
    begun = clock.now().replace(hour=12, minute=1)  # far from where one stretch ends and another begins
    with clock.standing_at(begun):
        for _ in range(3):
            world.stranger().post("/invitation", {"code": new_code()})
        assert left(Attempt) == 1 + 3  # at this address, and three beginnings
        assert left(Attempt, seconds=WINDOW) == 3
        assert left(Attempt, seconds=DAY) == 0


def test_a_challenge_that_was_answered_is_forgotten_when_it_would_be_too_late(lina, left):
    visitor, phone = lina
    sign_in(visitor, phone)
    assert left(Ceremony) == 1
    assert left(Ceremony, minutes=6) == 0


def test_a_suspended_passkey_goes_after_a_week_with_the_sign_ins_it_gave(lina, world, left):
    visitor, phone = lina
    sign_in(visitor, phone)
    before = left(Passkey)
    with world.inside():
        db.session.execute(update(Passkey).values(suspended_at=clock.now()))
    assert left(Passkey, days=6) == before
    assert is_in(visitor)
    assert left(Passkey, days=8) == 0
    assert not is_in(visitor)


def test_a_sign_in_is_remembered_for_a_month_after_its_end(lina, world, left):
    visitor, phone = lina
    sign_in(visitor, phone)
    visitor.post("/sign-out")
    ended = left(SignIn)
    assert left(SignIn, days=29) == ended
    assert left(SignIn, days=31) < ended
    assert sign_in(visitor, phone).status_code == 200
