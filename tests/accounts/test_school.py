"""A school has one network address: somebody who floods Naast from there keeps no classmate out, and guesses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.attempts import DAY
from app.accounts.doorway import FAILURES_IN_A_WINDOW, QUESTIONS_IN_A_WINDOW
from app.accounts.invitations import BEGINNING, GUESSES
from app.db import db
from app.people.models import Person
from app.sealing.codes import ALPHABET, new_code
from tests.accounts.authenticator import SoftPhone
from tests.accounts.coming_in import is_in, join, sign_in
from tests.accounts.test_recovery import act, ask, code_from
from tests.marks import ON_ONE
from tests.pages import Page
from tests.visitors import Visitor

SCHOOL = {"REMOTE_ADDR": "203.0.113.9"}
CLASS = 30
FLOOD = FAILURES_IN_A_WINDOW + 100


@pytest.fixture
def at_school(world):
    """`at_school()`: somebody with a browser of their own, at the address of the school."""

    def sit_down() -> Visitor:
        visitor = world.stranger()
        visitor.browser.environ_base.update(SCHOOL)
        return visitor

    return sit_down


@pytest.fixture
def handed(world, lina) -> str:
    """The code with which Lina, who lost her phone, is let in again by two of the team."""
    noor, bas = (world.person(name, strong=True) for name in ("noor", "bas"))
    with world.inside():
        hers = db.session.scalars(select(Person.id).where(Person.called == "Lina")).one()
    ask(noor, hers)
    act(bas, "approval")
    return code_from(act(noor, "code"))


def flood(visitor: Visitor, times: int, code: str = "") -> set[int]:
    """Sign-ins that nobody finishes, passkeys that nobody has, and codes at random; gives the last answers."""
    for _ in range(times):
        asked = visitor.post("/sign-in/options", json={})
        wrong = SoftPhone().use(asked.json) if asked.status_code == 200 else {}
        answers = [
            visitor.post("/sign-in/passkey", json={"credential": wrong}),
            visitor.post("/join/passkey", json={"credential": wrong}),
            visitor.post("/invitation", {"code": new_code()}),
        ]
    return {answer.status_code for answer in answers}


@pytest.mark.slow
@pytest.mark.long
def test_a_class_comes_in_while_one_of_them_floods_the_door(at_school, invited, handed):
    attacker, mates = at_school(), [(at_school(), SoftPhone(), invited()) for _ in range(CLASS)]
    mates.append((at_school(), SoftPhone(), handed))
    assert flood(attacker, FLOOD) == {429}
    for visitor, phone, code in mates:
        flood(attacker, 2)
        assert join(visitor, phone, code).status_code == 200
        visitor.post("/sign-out")
        assert sign_in(visitor, phone).status_code == 200
        assert is_in(visitor)


def guess(visitor: Visitor, code: str, number: int):
    """One of the codes that begin as this one does."""
    end = ALPHABET[number] + ("0" if code[-1] != "0" else "1") * (len(code) - BEGINNING - 1)
    return visitor.post("/invitation", {"code": code[:BEGINNING] + end})


def test_after_ten_guesses_a_code_is_dead_and_nobody_can_see_that(world, at_school, invited):
    attacker, friend, code, other = at_school(), at_school(), invited(), invited()
    answers = [guess(attacker, code, number) for number in range(GUESSES)]
    assert {answer.status_code for answer in answers} == {422}
    elsewhere = world.stranger()
    dead, never = (elsewhere.post("/invitation", {"code": typed}) for typed in (code, new_code()))
    assert dead.status_code == never.status_code == 422
    assert dead.text.replace(code, "").count("<") == never.text.count("<")
    assert join(friend, SoftPhone(), other).status_code == 200
    with clock.standing_at(clock.now() + timedelta(seconds=DAY)):
        assert elsewhere.post("/invitation", {"code": code}).status_code == 303


def test_the_code_dies_and_not_the_account(at_school, lina):
    visitor, phone = lina
    sign_in(visitor, phone)
    made = Page(visitor.submit(visitor.page("/devices"), "/devices/invitation").text)
    code = made.one("p", class_="code").text.replace("-", "")
    attacker = at_school()
    for number in range(GUESSES + 5):
        guess(attacker, code, number)
    assert at_school().post("/invitation", {"code": code}).status_code == 422
    visitor.post("/sign-out")
    assert sign_in(visitor, phone).status_code == 200


@ON_ONE
def test_wrong_pins_of_one_make_nobody_else_wait(world):
    """A PIN is asked of who is signed in, and its tries are theirs alone."""
    samira, aysel = world.person("samira", strong=True), world.person("aysel", strong=True)
    for her in (samira, aysel):
        her.post("/lock", {"new": "482915", "again": "482915"})
    said = [samira.post("/lock/open", {"pin": "246813", "next": "/"}).text for _ in range(7)]
    assert "kwartier" in said[-1]
    assert aysel.post("/lock/open", {"pin": "482915", "next": "/"}).status_code == 303


def test_only_so_many_questions_are_asked_of_one_invitation(at_school, invited):
    """Who has a code and asks without end makes nobody wait but whoever else has the same code."""
    attacker, friend, code, other = at_school(), at_school(), invited(), invited()
    attacker.post("/invitation", {"code": code})
    who = {"called": "Lina", "language": "nl"}
    answers = [attacker.post("/join/options", json=who).status_code for _ in range(QUESTIONS_IN_A_WINDOW + 1)]
    assert set(answers[:-1]) == {200}
    assert answers[-1] == 429
    assert join(friend, SoftPhone(), other).status_code == 200
