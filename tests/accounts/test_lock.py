"""The own lock: what only its owner reads stays behind a PIN of their own, and nothing is ever wiped."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.accounts import locks
from app.accounts.forms import SetLockForm
from app.accounts.models import JournalLock
from app.db import db
from app.journal.cards import kept
from app.people.actor import Actor
from app.web.forms import read
from app.web.receipts import Receipt
from tests.marks import ON_ONE

PIN, OTHER = "482915", "730164"
SECRET = "Dit mag echt niemand weten."
AWAY = timedelta(minutes=6)


def later(**how):
    return clock.standing_at(clock.now() + timedelta(**how))


@pytest.fixture
def as_person(world):
    """Somebody who used their passkey just now, as one has who signed in."""
    return lambda name: world.person(name, strong=True)


@pytest.fixture
def samira(as_person):
    """Samira, who wrote something for herself and then set a lock."""
    her = as_person("samira")
    her.diary = her.submit(her.page("/diary/new"), "/diary", did=SECRET).location
    assert her.submit(her.page("/lock"), "/lock", new=PIN, again=PIN).status_code == 303
    return her


def give(her, pin, path="/lock"):
    return her.post("/lock/open", {"pin": pin, "next": path})


def test_after_five_minutes_away_what_only_she_reads_asks_for_her_pin(samira):
    assert SECRET in samira.page(samira.diary).text
    with clock.standing_at(clock.now() + AWAY):
        asked = samira.page(samira.diary, 403)
        assert "Je slot is dicht" in asked.text
        assert samira.get(samira.diary + "/change").status_code == 403
        for path in ("/", "/journal", "/me", samira.diary, samira.diary + "/change"):
            assert SECRET not in samira.get(path).text, path
        assert "Achter je slot" in samira.page("/journal").text
        assert samira.submit(asked, "/lock/open", pin=PIN).location == samira.diary
        assert SECRET in samira.page(samira.diary).text
        assert SECRET in samira.page("/journal").text


def test_who_reads_on_is_not_away(samira):
    for minutes in (4, 8, 12):
        with later(minutes=minutes):
            assert samira.get(samira.diary).status_code == 200
    with later(minutes=18):
        assert samira.get(samira.diary).status_code == 403


def test_what_was_written_for_others_stays_as_it_was(samira, as_person, cast):
    with clock.standing_at(clock.now() + AWAY):
        shared = f"/entries/{cast.entries['samira_pair']}"
        assert samira.get(shared).status_code == 200
        assert as_person("joris").get(shared).status_code == 200


def test_closing_it_now_closes_it_now(samira):
    samira.submit(samira.page("/lock"), "/lock/closing")
    assert samira.get(samira.diary).status_code == 403


def test_writing_goes_on_while_it_is_closed(samira):
    with clock.standing_at(clock.now() + AWAY):
        written = samira.submit(samira.page("/diary/new"), "/diary", did="Nog iets.").location
        assert samira.get(written).status_code == 403
        give(samira, PIN)
        assert "Nog iets." in samira.page(written).text


def test_sharing_what_is_behind_it_asks_for_the_pin(samira):
    with clock.standing_at(clock.now() + AWAY):
        assert samira.post(samira.diary + "/sharing", {"audience": "me"}).status_code == 403


def test_adding_a_phone_asks_for_the_pin_first(samira):
    with clock.standing_at(clock.now() + AWAY):
        assert "Je slot is dicht" in samira.post("/devices/invitation", {}).text


def test_another_phone_of_hers_asks_for_itself(samira, as_person):
    assert as_person("samira").get(samira.diary).status_code == 403


def test_what_is_behind_it_is_not_kept_on_the_phone(samira, inside):
    with inside():
        assert kept(Actor(samira.id, "Samira", "nl", "open")) == []


def test_wrong_pins_wait_longer_and_longer_and_the_wait_survives_a_restart(samira, inside):
    samira.submit(samira.page("/lock"), "/lock/closing")
    for _ in range(locks.FREE_TRIES):
        assert give(samira, "111222").status_code == 422
    assert "Wacht" in give(samira, PIN).text  # even the right one has to wait now
    with inside():  # it stands in the database, not in a process
        lock = db.session.get(JournalLock, samira.id)
        assert lock.tries == locks.FREE_TRIES
        assert lock.wait_until > clock.now()
    waits = []
    moment = clock.now()
    for _ in range(8):
        with inside():
            until = db.session.get(JournalLock, samira.id).wait_until
        waits.append(round((until - moment).total_seconds() / 60))
        moment = until + timedelta(seconds=1)
        with clock.standing_at(moment):
            assert give(samira, "111222").status_code == 422
    assert waits == [1, 2, 4, 8, 15, 15, 15, 15]
    with clock.standing_at(moment + timedelta(minutes=16)):
        assert give(samira, PIN).status_code == 303
        assert SECRET in samira.page(samira.diary).text  # nothing was wiped


def test_wrong_pins_are_counted_when_they_come_at_once(samira, inside):
    samira.submit(samira.page("/lock"), "/lock/closing")
    answers = [give(samira, f"{n:06}") for n in range(20)]
    assert {answer.status_code for answer in answers} == {422}
    with inside():
        assert db.session.get(JournalLock, samira.id).tries == locks.FREE_TRIES


def test_her_wrong_pins_lock_nobody_else_out(samira, as_person):
    for _ in range(9):
        give(samira, "111222")
    joris = as_person("joris")
    joris.submit(joris.page("/lock"), "/lock", new=OTHER, again=OTHER)
    assert give(joris, OTHER).status_code == 303
    assert samira.get("/journal").status_code == 200


def test_another_pin_needs_the_pin(samira):
    refused = samira.submit(samira.page("/lock"), "/lock/pin", pin="111222", new=OTHER, again=OTHER)
    assert refused.status_code == 422
    assert OTHER not in refused.text
    assert (
        samira.submit(samira.page("/lock"), "/lock/pin", pin=PIN, new=OTHER, again=OTHER).status_code == 303
    )
    assert give(samira, PIN).status_code == 422
    assert give(samira, OTHER).status_code == 303


@pytest.mark.parametrize(("path", "more"), [("pin", {"new": OTHER, "again": OTHER}), ("removal", {})])
def test_a_wrong_pin_on_a_page_that_closed_meanwhile_is_told(samira, path, more):
    page = samira.page("/lock")
    with clock.standing_at(clock.now() + AWAY):
        refused = samira.submit(page, f"/lock/{path}", pin="111222", **more)
        assert refused.status_code == 422
        assert "Dit is niet je pincode" in refused.text
        assert OTHER not in refused.text


def test_sharing_from_a_page_that_closed_meanwhile_leads_to_the_pin(samira):
    asked = {"HX-Request": "true", "HX-Current-URL": f"https://localhost{samira.diary}?a=b"}
    with clock.standing_at(clock.now() + AWAY):
        answer = samira.post(samira.diary + "/sharing", {"audience": "me"}, headers=asked)
        assert answer.headers["HX-Redirect"] == samira.diary
        assert samira.get(samira.diary).status_code == 403


def test_who_holds_the_phone_sets_no_second_lock(samira, as_person):
    assert samira.post("/lock", {"new": OTHER, "again": OTHER}).status_code == 422
    with clock.standing_at(clock.now() + AWAY):
        here = as_person("samira")
        assert here.post("/lock", {"new": OTHER, "again": OTHER}).status_code == 422
        assert give(here, PIN).status_code == 303


def test_taking_it_away_needs_the_pin(samira):
    assert samira.submit(samira.page("/lock"), "/lock/removal", pin="111222").status_code == 422
    assert samira.submit(samira.page("/lock"), "/lock/removal", pin=PIN).status_code == 303
    with later(hours=1):
        assert samira.get(samira.diary).status_code == 200


@ON_ONE
@pytest.mark.parametrize("pin", ["", "12345", "1234567890123", "abcdef", "111111", "123456", "987654"])
def test_a_pin_that_is_guessed_first_is_refused(as_person, pin):
    joris = as_person("joris")
    assert joris.submit(joris.page("/lock"), "/lock", new=pin, again=pin).status_code == 422
    assert "Zet mijn slot erop" in joris.page("/lock").text


def test_forgotten_the_lock_goes_after_a_week_and_every_phone_says_so(samira, as_person):
    other = as_person("samira")
    with clock.standing_at(clock.now() + AWAY):
        here = as_person("samira")
        assert here.submit(here.page("/lock"), "/lock/forgotten").status_code == 303
        assert "pincode van je slot vergat" in other.page("/").text
    with later(days=6, hours=23):
        assert as_person("samira").get(samira.diary).status_code == 403
    with later(days=7, hours=1):
        again = as_person("samira")
        assert SECRET in again.page(samira.diary).text
        assert again.submit(again.page("/lock"), "/lock", new=OTHER, again=OTHER).status_code == 303


def test_forgotten_can_be_stopped_from_any_phone_without_the_pin(samira, as_person):
    other = as_person("samira")
    samira.post("/lock/forgotten")
    other.submit(other.page("/lock"), "/lock/kept")
    with later(days=8):
        assert as_person("samira").get(samira.diary).status_code == 403


def test_stopping_comes_too_late_when_the_week_is_over(samira, as_person):
    samira.post("/lock/forgotten")
    with later(days=8):
        her = as_person("samira")
        her.post("/lock/kept")
        assert her.get(samira.diary).status_code == 200


def test_who_knows_the_pin_did_not_forget_it(samira, as_person):
    samira.post("/lock/forgotten")
    give(samira, PIN)
    with later(days=8):
        assert as_person("samira").get(samira.diary).status_code == 403


def test_after_a_recovery_the_pin_is_asked_for_and_no_begun_wait_runs_on(samira, as_person, inside):
    samira.post("/lock/forgotten")
    with inside():
        locks.close_after_recovery(samira.id)
    with later(days=8):
        her = as_person("samira")
        assert her.get(samira.diary).status_code == 403
        assert give(her, PIN).status_code == 303
        assert SECRET in her.page(samira.diary).text


def test_after_a_recovery_without_a_pin_it_opens_a_day_later(as_person, inside):
    her = as_person("samira")
    diary = her.submit(her.page("/diary/new"), "/diary", did=SECRET).location
    with inside():
        locks.close_after_recovery(her.id)
    closed = her.page(diary, 403).text
    assert "een dag later" in closed
    assert her.post("/lock", {"new": PIN, "again": PIN}).status_code == 422  # a new PIN opens nothing early
    assert SECRET not in her.page("/journal").text
    with later(hours=25):
        assert SECRET in her.page(diary).text


def test_the_database_has_neither_the_pin_nor_a_quick_hash_of_it(samira, inside):
    with inside():
        kept = db.session.get(JournalLock, samira.id).pin_hash
        assert kept.startswith("$argon2id$")
        assert PIN not in kept
        receipts = db.session.scalars(select(Receipt).where(Receipt.verb == "accounts.set_lock")).all()
        assert receipts
        one, two = (read(SetLockForm, {"new": pin, "again": pin}) for pin in (PIN, OTHER))
        assert one.payload_hash() == two.payload_hash() == receipts[0].payload


def test_a_refused_pin_does_not_come_back_on_the_page(samira):
    assert "246813" not in give(samira, "246813").text
