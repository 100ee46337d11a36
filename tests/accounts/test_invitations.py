"""Invitations and codes: used once, for a while, guessed by nobody, and telling nothing to who guesses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.accounts.models import Invitation
from app.db import db
from app.people.models import Person
from app.schemes.models import Membership
from app.sealing.codes import ALPHABET, new_code, shown, tidy
from tests.accounts.authenticator import SoftPhone
from tests.accounts.coming_in import join
from tests.marks import ON_ONE
from tests.pages import Page


def test_who_joins_is_called_what_they_chose_and_gets_the_role(world, invited):
    lina = world.stranger()
    assert join(lina, SoftPhone(), invited("mentor")).status_code == 200
    assert "Hoi Lina" in lina.page("/").text
    with world.inside():
        person = db.session.scalars(db.select(Person).where(Person.called == "Lina")).one()
        held = db.session.scalars(db.select(Membership).where(Membership.person_id == person.id)).one()
        assert (held.role, held.scheme_id, held.given_by) == (
            "mentor",
            world.cast.schemes["ours"],
            world.cast["femke"],
        )


@ON_ONE
def test_who_comes_to_write_reads_before_they_join_who_chooses_the_readers(world, invited):
    for role, promised in (("mentee", True), ("mentor", True), ("youth_worker", False)):
        lina = world.stranger()
        lina.post("/invitation", {"code": invited(role)})
        assert ("Jij kiest wie leest wat je schrijft" in lina.page("/join").text) is promised, role


@ON_ONE
@pytest.mark.parametrize("typed", [str.lower, shown, lambda code: f"  {code} ", lambda code: " ".join(code)])
def test_a_code_may_be_typed_as_people_type(world, invited, typed):
    stranger = world.stranger()
    assert stranger.post("/invitation", {"code": typed(invited())}).status_code == 303


def test_letters_that_look_alike_are_the_same():
    assert tidy("oil-oO1") == "011001"
    assert not {"I", "L", "O", "U"} & set(ALPHABET)
    assert len({new_code() for _ in range(500)}) == 500


def test_a_code_works_once(world, invited):
    code = invited()
    assert join(world.stranger(), SoftPhone(), code).status_code == 200
    assert world.stranger().post("/invitation", {"code": code}).status_code == 422


def test_two_who_showed_the_code_at_the_same_time_do_not_both_come_in(world, invited):
    code = invited()
    first, second = world.stranger(), world.stranger()
    for visitor in (first, second):
        visitor.post("/invitation", {"code": code})
    phones = [SoftPhone(), SoftPhone()]
    made = [
        phone.make(visitor.post("/join/options", json={"called": "Lina", "language": "nl"}).json)
        for visitor, phone in zip((first, second), phones, strict=True)
    ]
    assert first.post("/join/passkey", json={"credential": made[0]}).status_code == 200
    assert second.post("/join/passkey", json={"credential": made[1]}).status_code == 400
    assert second.get("/me").status_code == 303


@pytest.mark.parametrize(
    ("lasts", "minutes", "works"),
    [("now", 9, True), ("now", 11, False), ("home", 4000, True), ("home", 4400, False)],
)
def test_a_code_works_for_a_set_time(world, invited, lasts, minutes, works):
    code = invited(lasts=lasts)
    with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
        assert (world.stranger().post("/invitation", {"code": code}).status_code == 303) is works


def test_a_wrong_a_used_and_a_late_code_get_the_same_answer(world, invited):
    used, late = invited(), invited(lasts="now")
    join(world.stranger(), SoftPhone(), used)
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        answers = [
            world.stranger().post("/invitation", {"code": code}).text.replace(code, "")
            for code in (used, late, new_code())
        ]
    assert len(set(answers)) == 1


def test_of_two_codes_for_another_phone_only_the_newer_one_works(world):
    samira = world.person("samira", strong=True)

    def code() -> str:
        page = samira.page("/devices")
        shown = Page(samira.submit(page, "/devices/invitation").text)
        return shown.one("p", class_="code").text.strip()

    def works(given: str) -> bool:
        return world.stranger().post("/invitation", {"code": given}).status_code == 303

    of_others = world.person("joris", strong=True)
    other = Page(of_others.submit(of_others.page("/devices"), "/devices/invitation").text)
    earlier, newer = code(), code()
    assert (works(earlier), works(newer)) == (False, True)
    assert works(other.one("p", class_="code").text.strip())


def test_the_database_keeps_no_code(world, invited):
    code = invited()
    with world.inside():
        rows = db.session.query(Invitation).all()
        assert all(code.encode() not in row.code_hash for row in rows)
        assert code not in repr([vars(row) for row in rows])


def test_who_has_an_account_takes_part_in_one_more_scheme(world, invited):
    vera = world.person("vera")
    vera.post("/invitation", {"code": invited("mentor")})
    page = vera.page("/join")
    assert "Je bent ingelogd als Vera." in page.text
    assert vera.submit(page, "/join").status_code == 303
    with world.inside():
        roles = db.session.scalars(
            db.select(Membership.role).where(
                Membership.person_id == vera.id, Membership.scheme_id == world.cast.schemes["ours"]
            )
        )
        assert list(roles) == ["mentor"]


def test_a_name_that_cannot_be_is_said_before_the_phone_is_asked(world, invited):
    visitor = world.stranger()
    visitor.post("/invitation", {"code": invited()})
    answer = visitor.post("/join/options", json={"called": "  ", "language": "nl"})
    assert answer.status_code == 422
    assert "hoogstens 40 letters" in answer.json["problems"]["called"]
