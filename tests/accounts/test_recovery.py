"""Getting back in: two people who look after somebody, never their mentor, never one alone, and all of it on record."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest

from app import clock
from app.accounts.models import Recovery
from app.db import db
from app.people.models import Person
from tests.accounts.authenticator import SoftPhone
from tests.accounts.coming_in import is_in, sign_in


@pytest.fixture
def hers(world, lina):
    """Lina's id, her browser and her phone."""
    visitor, phone = lina
    with world.inside():
        person = db.session.scalars(db.select(Person.id).where(Person.called == "Lina")).one()
    return person, visitor, phone


@pytest.fixture
def staff(world):
    """`staff("noor")`: a member of the team who used their passkey just now."""
    return lambda name: world.person(name, strong=True)


def ask(who, person_id, reason: str = "Telefoon kwijt."):
    page = who.page(f"/people/{person_id}/recovery")
    return who.submit(page, "/recovery", reason=reason, checked="in-person")


def act(who, what: str):
    return who.submit(who.page("/recoveries"), f"/{what}")


def code_from(answer) -> str:
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", answer.text)[0]


def test_two_of_the_team_let_somebody_in_and_nothing_old_opens_the_account(world, hers, staff):
    person, visitor, old_phone = hers
    sign_in(visitor, old_phone)
    noor, bas = staff("noor"), staff("bas")
    assert ask(noor, person).status_code == 303
    assert act(bas, "approval").status_code == 303
    handed = code_from(act(noor, "code"))

    fresh, new_phone = world.stranger(), SoftPhone()
    fresh.post("/invitation", {"code": handed})
    options = fresh.post("/join/options", json={"called": "Somebody else", "language": "nl"}).json
    assert fresh.post("/join/passkey", json={"credential": new_phone.make(options)}).status_code == 200

    assert "Hoi Lina" in fresh.page("/").text  # the name is hers, whatever was sent
    assert "weer binnengelaten door Noor en Bas" in fresh.page("/").text
    own = fresh.submit(fresh.page("/diary/new"), "/diary", did="Voor mij alleen.").location
    assert "een dag later" in fresh.page(own, 403).text  # what only she reads is not for who took her phone
    assert not is_in(visitor)
    assert sign_in(visitor, old_phone).status_code == 400
    fresh.post("/sign-out")
    assert sign_in(fresh, new_phone).status_code == 200


def test_why_it_was_asked_is_sealed_and_read_by_the_team_and_by_her(world, hers, staff, cast):
    noor = staff("noor")
    ask(noor, cast["samira"], "Vergeten in de tram.")
    with world.inside():
        assert b"tram" not in db.session.scalars(db.select(Recovery.sealed)).one()
    assert "Vergeten in de tram." in staff("bas").page("/recoveries").text
    samira = staff("samira")
    taken = samira.submit(samira.page("/my-data/export"), "/export")
    with zipfile.ZipFile(BytesIO(taken.data)) as made:
        assert "Vergeten in de tram." in made.read("naast.html").decode()


def test_who_asked_does_not_agree_with_themselves(hers, staff):
    person, _, _ = hers
    noor = staff("noor")
    ask(noor, person)
    page = noor.page("/recoveries")
    assert not [form for form in page.forms() if form.get("action", "").endswith("/approval")]
    recovery = next(form for form in page.forms() if form.get("action", "").endswith("/refusal"))
    assert noor.post(recovery["action"].replace("refusal", "approval")).status_code == 404


def test_no_code_before_somebody_agreed(hers, staff):
    person, _, _ = hers
    noor = staff("noor")
    ask(noor, person)
    refusal = noor.page("/recoveries").form("/refusal")["action"]
    assert noor.post(refusal.replace("refusal", "code")).status_code == 404


@pytest.mark.parametrize("name", ["samira", "joris", "ilse", "karim", "vera"])
def test_others_ask_nothing_and_see_nothing(hers, staff, world, name):
    person, _, _ = hers
    ask(staff("noor"), person)
    who = staff(name)
    assert who.get(f"/people/{person}/recovery").status_code == 404
    listed = who.get("/recoveries")
    assert listed.status_code == 404 or "Lina" not in listed.text


def test_a_mentor_who_is_also_staff_decides_nothing_about_their_mentee(world, staff, cast):
    vera = staff("vera")  # works for her scheme, and is Tijn's mentor
    assert vera.get(f"/people/{cast['tijn']}/recovery").status_code == 404


def test_nobody_gets_themselves_back_in(staff, cast):
    assert staff("noor").get(f"/people/{cast['noor']}/recovery").status_code == 404


def test_stopping_makes_a_code_that_was_handed_over_worth_nothing(world, hers, staff):
    person, _, _ = hers
    noor, bas = staff("noor"), staff("bas")
    ask(noor, person)
    act(bas, "approval")
    handed = code_from(act(noor, "code"))
    act(bas, "refusal")
    assert world.stranger().post("/invitation", {"code": handed}).status_code == 422


def test_a_code_handed_over_works_for_ten_minutes_and_a_new_one_replaces_it(world, hers, staff):
    person, _, _ = hers
    noor, bas = staff("noor"), staff("bas")
    ask(noor, person)
    act(bas, "approval")
    first, second = code_from(act(noor, "code")), code_from(act(noor, "code"))
    assert world.stranger().post("/invitation", {"code": first}).status_code == 422
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        assert world.stranger().post("/invitation", {"code": second}).status_code == 422


def test_a_day_later_nobody_can_agree_any_more(hers, staff, world):
    person, _, _ = hers
    ask(staff("noor"), person)
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        page = staff("bas").page("/recoveries")
        assert "Te laat" in page.text
        assert not [form for form in page.forms() if form.get("action", "").endswith("/approval")]


def test_agreeing_and_the_code_ask_for_the_passkey_once_more(hers, staff, world):
    person, _, _ = hers
    ask(staff("noor"), person)
    weak = world.person("bas")
    answer = act(weak, "approval")
    assert answer.status_code == 403
    assert "Ben jij het?" in answer.text
    with world.inside():
        assert db.session.query(Recovery).one().agreed_at is None


def test_she_is_told_on_every_device_and_it_stays_on_record(hers, staff):
    person, visitor, phone = hers
    sign_in(visitor, phone)
    noor, bas = staff("noor"), staff("bas")
    ask(noor, person)
    assert "Noor vroeg om je weer binnen te laten." in visitor.page("/").text
    act(bas, "approval")
    visitor.submit(visitor.page("/"), "/devices/news")
    assert "Bas vond het goed" not in visitor.page("/").text
    assert "Bas vond het goed om je weer binnen te laten." in visitor.page("/devices").text


def test_a_second_request_while_one_waits_comes_back_with_its_words(hers, staff):
    person, _, _ = hers
    ask(staff("noor"), person)
    again = ask(staff("bas"), person, "Ze belde mij ook.")
    assert again.status_code == 422
    assert "Ze belde mij ook." in again.text
    assert "Iemand vroeg dit al" in again.text


def let_in(world, staff, person) -> tuple:
    """Somebody is let in as this person, by Noor and Bas: their browser and their phone."""
    noor, bas = staff("noor"), staff("bas")
    ask(noor, person)
    act(bas, "approval")
    fresh, phone = world.stranger(), SoftPhone()
    fresh.post("/invitation", {"code": code_from(act(noor, "code"))})
    options = fresh.post("/join/options", json={"called": "x", "language": "nl"}).json
    assert fresh.post("/join/passkey", json={"credential": phone.make(options)}).status_code == 200
    return fresh, phone


def test_somebody_else_who_was_let_in_is_out_again_and_the_old_phone_works(world, hers, staff):
    person, visitor, old_phone = hers
    fresh, new_phone = let_in(world, staff, person)
    assert sign_in(visitor, old_phone).status_code == 400
    with clock.standing_at(clock.now() + timedelta(hours=23)):  # a day after they came in is not yet over
        assert act(staff("bas"), "undoing").status_code == 303
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert sign_in(visitor, old_phone).status_code == 200
        own = visitor.submit(visitor.page("/diary/new"), "/diary", did="Voor mij alleen.").location
        assert "een dag later" in visitor.page(own, 403).text
    assert sign_in(visitor, old_phone).status_code == 200
    assert "teruggedraaid" in visitor.page("/").text
    assert not is_in(fresh)
    assert sign_in(fresh, new_phone).status_code == 400
    assert "Teruggedraaid" in staff("noor").page("/recoveries").text


def test_undoing_is_for_the_team_for_a_week_and_with_the_passkey(world, hers, staff):
    person, _visitor, _phone = hers
    let_in(world, staff, person)
    with world.inside():
        done = db.session.scalars(db.select(Recovery.id).where(Recovery.person_id == person)).one()
    path = f"/recoveries/{done}/undoing"
    assert world.person("noor").open("POST", path, data={}).status_code == 403
    for name in ("samira", "joris", "ilse", "vera"):
        assert staff(name).open("POST", path, data={}).status_code == 404
    with clock.standing_at(clock.now() + timedelta(days=8)):
        assert staff("noor").open("POST", path, data={}).status_code == 404
