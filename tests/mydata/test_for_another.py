"""Letting everything of somebody go who cannot ask it: two of the team, told at once, a week to say no, then the same road."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db
from app.jobs import tick
from app.mydata.models import Erasure, ErasureRequest
from app.people.models import Person
from tests.mydata.test_going import WEEK, later

SAID = "Haar moeder belde: ze wil niets meer met ons."


@pytest.fixture
def staff(world):
    """`staff("noor")`: one of the team, who used their passkey just now."""
    return lambda name: world.person(name, strong=True)


def ask(who, person_id, **more):
    page = who.page(f"/people/{person_id}/erasure")
    return who.submit(page, "/erasure", **{"why": "guardian", "said": SAID, **more})


def act(who, what: str):
    return who.submit(who.page("/erasures"), f"/{what}")


def called(inside, person_id) -> str:
    with inside():
        return db.session.get_one(Person, person_id).called


def test_two_of_the_team_ask_it_they_are_told_and_a_week_later_it_is_gone(
    world, staff, cast, inside, as_person
):
    noor, bas = staff("noor"), staff("bas")
    assert ask(noor, cast["dilan"]).location == "/erasures"
    dilan = as_person("dilan")
    assert "Noor vroeg om alles van jou te wissen." in dilan.page("/").text
    assert "Alles van één persoon" in bas.page("/").text
    assert SAID in bas.page("/erasures").text
    assert act(bas, "agreement").status_code == 303
    assert "Noor en Bas vroegen dit voor jou" in dilan.page("/my-data/going").text
    assert "Mijn gegevens" in dilan.page("/my-data/log").text.split("Bas")[1].split("·")[0]
    later(world, timedelta(days=6))
    assert called(inside, cast["dilan"]) == "Dilan"
    later(world, WEEK)
    assert called(inside, cast["dilan"]) == "—"
    with inside():
        assert db.session.scalars(select(ErasureRequest.agreed_by)).one() == cast["bas"]
    assert "Dilan" not in staff("noor").page("/erasures").text


def test_one_alone_does_nothing(world, staff, cast, inside):
    noor = staff("noor")
    ask(noor, cast["dilan"])
    stop = noor.page("/erasures").form("/stop")["action"]
    assert noor.post(stop.replace("/stop", "/agreement")).status_code == 404
    later(world, WEEK * 3)
    assert called(inside, cast["dilan"]) == "Dilan"


def test_they_say_no_and_need_nobody_for_it(world, staff, cast, inside, as_person):
    ask(staff("noor"), cast["dilan"])
    act(staff("bas"), "agreement")
    dilan = as_person("dilan")
    assert dilan.submit(dilan.page("/my-data/going"), "/withdrawal").status_code == 303
    later(world, WEEK)
    assert called(inside, cast["dilan"]) == "Dilan"
    assert "Ze zeiden nee" in staff("noor").page("/erasures").text


@pytest.mark.parametrize("agreed", [False, True])
def test_the_team_stops_it_before_and_in_the_week(world, staff, cast, inside, as_person, agreed):
    ask(staff("noor"), cast["dilan"])
    if agreed:
        act(staff("bas"), "agreement")
    assert act(staff("noor"), "stop").status_code == 303
    assert "hield het tegen" in as_person("dilan").page("/").text
    later(world, WEEK)
    assert called(inside, cast["dilan"]) == "Dilan"
    assert ask(staff("noor"), cast["dilan"]).status_code == 303  # and can be asked again


def test_a_day_later_nobody_can_agree_any_more(staff, cast):
    ask(staff("noor"), cast["dilan"])
    agree = staff("bas").page("/erasures").form("/agreement")["action"]
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert staff("bas").post(agree).status_code == 404


def test_agreeing_takes_the_passkey(staff, cast, as_person, inside):
    ask(staff("noor"), cast["dilan"])
    assert act(as_person("bas"), "agreement").status_code == 403
    with inside():
        assert db.session.scalars(select(Erasure).where(Erasure.person_id == cast["dilan"])).all() == []


def test_who_is_in_a_match_or_works_here_stays(staff, cast):
    for name, why in (("samira", "Rond die eerst samen af"), ("bas", "Beëindig eerst hun rol")):
        noor = staff("noor" if name == "samira" else "femke")
        page = noor.page(f"/people/{cast[name]}/erasure")
        assert why in page.text
        refused = noor.post(f"/people/{cast[name]}/erasure", {"why": "told", "said": SAID})
        assert refused.status_code == 422


def test_it_is_asked_once(staff, cast):
    ask(staff("noor"), cast["dilan"])
    again = ask(staff("femke"), cast["dilan"])
    assert again.status_code == 422
    assert "al gevraagd" in again.text and SAID in again.text


def test_who_asked_themself_too_has_one_week_and_not_two(world, staff, cast, inside):
    ask(staff("noor"), cast["dilan"])
    dilan = staff("dilan")
    dilan.submit(dilan.page("/my-data/going"), "/going")
    assert act(staff("bas"), "agreement").status_code == 303
    with inside():
        assert len(db.session.scalars(select(Erasure)).all()) == 1


@pytest.mark.parametrize("name", ["samira", "joris", "ilse", "karim", "vera"])
def test_others_ask_nothing_and_see_nothing(staff, cast, name):
    ask(staff("noor"), cast["dilan"])
    who = staff(name)
    assert who.get(f"/people/{cast['dilan']}/erasure").status_code == 404
    listed = who.get("/erasures")
    assert listed.status_code == 404 or "Dilan" not in listed.text


def test_the_reason_is_sealed_with_their_key_and_goes_with_them(world, staff, cast, inside):
    ask(staff("noor"), cast["dilan"])
    with inside():
        assert b"moeder" not in db.session.scalars(select(ErasureRequest.sealed)).one()
    act(staff("bas"), "agreement")
    with clock.standing_at(clock.now() + WEEK), world.app.app_context():
        tick()
    with inside():
        assert db.session.scalars(select(ErasureRequest.why)).one() == "guardian"
