"""`naast sign-out`: one person, or everybody, is signed out everywhere, is told, and comes in again."""

import pytest
from sqlalchemy import select

from app.accounts import events
from app.accounts.signins import begin, living
from app.audit import CLOCK, AuditLine, faults
from app.db import db
from app.people.actions import introduce


@pytest.fixture
def two(inside):
    """Two people, the first of them signed in on two phones."""

    def come_in() -> list:
        people = [introduce("Samira"), introduce("Joris")]
        for person in (people[0], *people):
            begin(person.id, "passkey", None, "Firefox")
        return [person.id for person in people]

    return inside(come_in)


def test_one_person_is_out_everywhere_and_is_told(naast, inside, two):
    samira, joris = two
    status, said, _ = naast("sign-out", str(samira))
    assert (status, said.startswith("Ended: 2.")) == (0, True)
    assert inside(lambda: [len(living(person)) for person in two]) == [0, 1]

    def told():
        here, _token = begin(samira, "passkey", None, "Firefox")
        return [event.kind for event in events.news(samira, here.id)], events.news(joris, here.id)

    assert inside(told) == (["ended-by-operator"], [])


def test_everybody_is_out_and_the_audit_log_says_that_nobody_of_them_did_it(naast, inside, two):
    assert naast("sign-out", "--everybody")[0] == 0
    assert inside(lambda: [len(living(person)) for person in two]) == [0, 0]

    def lines():
        found = select(AuditLine).where(AuditLine.verb == "accounts.ended-by-operator")
        return {(line.strand, line.about_id) for line in db.session.scalars(found)}, list(faults({}))

    assert inside(lines) == ({(CLOCK, person) for person in two}, [])


@pytest.mark.parametrize("whom", ["", "samira", "1"])
def test_what_is_nobody_is_said(naast, inside, whom):
    status, _, wrong = naast("sign-out", whom)
    assert (status, wrong) == (2, f"{whom} is not the id of a person.\n")


def test_somebody_is_named(naast):
    with pytest.raises(SystemExit):
        naast("sign-out")
