"""Signs that the desk works out: a phone that sends nothing, a proposal that waits, a mentor who should keep away."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from app import clock, ids
from app.db import db
from app.flags.kinds import KIND, KINDS
from app.flags.reasons import reasons
from app.matches.models import Match
from app.offline.models import Phone
from app.schemes.models import Scheme
from tests.signs import signs


def test_every_kind_has_a_room_that_brings_it(inside):
    with inside():
        brought = {reason.kind for reason in reasons}
    assert brought == set(KIND) and len(KIND) == len(KINDS)


@pytest.fixture
def heard(inside, cast):
    """`heard(days, …)`: Samira's phones sent something so many days ago, each of them."""

    def change(*days: int) -> None:
        with inside():
            db.session.execute(delete(Phone))
            for number in days:
                seen_at = clock.now() - timedelta(days=number, hours=1)
                db.session.add(Phone(id=ids.new_id(), person_id=cast["samira"], version="1", seen_at=seen_at))

    return change


@pytest.mark.parametrize(("days", "told"), [((12,), False), ((15,), True), ((15, 2), False), ((), False)])
def test_a_phone_that_sent_nothing_for_two_weeks(as_person, heard, days, told):
    heard(*days)
    assert ("phone" in signs(as_person("noor"))) is told


def test_the_scheme_says_how_long_a_phone_may_be_silent(as_person, heard, inside, cast):
    heard(15)
    with inside():
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"phone_days": 30}
    assert "phone" not in signs(as_person("noor"))


def test_a_proposal_that_waits_after_asking_again(as_person, inside, cast):
    assert "proposal" not in signs(as_person("noor"), "Jamila & Wouter")
    with inside():
        match = db.session.get_one(Match, cast.matches["proposed"])
        match.reminded_at = clock.now() - timedelta(days=2)
    assert "proposal" in signs(as_person("noor"), "Jamila & Wouter")


def test_who_wants_the_mentor_to_keep_away_is_seen_after_the_talk_is_answered(as_person):
    samira, noor = as_person("samira"), as_person("noor")
    page = samira.page("/talk")
    path = samira.submit(page, page.form("/talks"), pause="true").location
    assert {"talk", "mentor_flagged"} <= signs(noor)
    page = noor.page(f"/desk{path}")
    answer = noor.submit(page, f"/desk{path}/answers", said="Ik bel je om vier uur.")
    assert answer.status_code == 303
    assert signs(noor) & {"talk", "mentor_flagged"} == {"mentor_flagged"}


def test_taking_it_back_takes_both_away(as_person):
    samira, noor = as_person("samira"), as_person("noor")
    page = samira.page("/talk")
    path = samira.submit(page, page.form("/talks"), pause="true").location
    page = samira.page(path)
    samira.submit(page, f"{path}/withdrawal")
    assert not signs(noor) & {"talk", "mentor_flagged"}
