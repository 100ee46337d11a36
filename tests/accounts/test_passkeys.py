"""Passkeys: what a phone answers is believed only where every step of WebAuthn's own checks holds."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select
from webauthn.helpers import base64url_to_bytes

from app import clock
from app.accounts.models import Ceremony, Passkey, SignIn
from app.accounts.signins import AT_HOME, AT_WORK
from app.db import db
from app.people.models import Person
from tests.accounts.authenticator import AT, BE, BS, ED, UP, UV, SoftPhone, b64
from tests.accounts.coming_in import is_in, join, sign_in
from tests.marks import ON_ONE
from tests.visitors import Visitor


def test_an_honest_phone_joins_and_signs_in(lina):
    visitor, phone = lina
    assert not is_in(visitor)
    assert sign_in(visitor, phone).status_code == 200
    assert is_in(visitor)


NOT_MADE = {
    "another challenge": {"challenge": b64(secrets.token_bytes(32))},
    "another origin": {"origin": "https://elsewhere.example"},
    "our name inside another": {"origin": "https://localhost.elsewhere.example"},
    "without https": {"origin": "http://localhost"},
    "another host": {"host": "elsewhere.example"},
    "an answer to using": {"client_type": "webauthn.get"},
    "from within another site": {"client": {"crossOrigin": True}},
    "under another site": {"client": {"topOrigin": "https://elsewhere.example"}},
    "crossOrigin as a word": {"client": {"crossOrigin": "false"}},
    "nobody was there": {"flags": UV | AT},
    "nobody showed who they are": {"flags": UP | AT},
    "no passkey in it": {"flags": UP | UV},
    "backed up but not eligible": {"flags": UP | UV | AT | BS},
    "extensions that are not there": {"flags": UP | UV | AT | ED},
    "bytes behind the end": {"more": b"\x00" * 8},
    "a statement we did not ask for": {"fmt": "tpm"},
    "an unknown statement": {"fmt": "something"},
    "another type": {"type": "password"},
    "two ids in one answer": {"raw_id": secrets.token_bytes(32)},
    "an id that is too short": {"raw_id": b"short", "attested_id": b"short"},
    "an id that is too long": {"raw_id": b"x" * 1024, "attested_id": b"x" * 1024},
    "an algorithm we do not take": {"algorithm": -35},
    "a key of another curve": {"curve": 2},
    "a point off the curve": {"y": b"\x01" * 32},
    "client data that is no JSON": {"client_data": b"\xff\xfe"},
    "client data that is a list": {"client_data": b"[1]"},
    "a challenge said twice, the right one last": {"twice": "AAAA"},
}


@ON_ONE
def test_a_passkey_that_was_not_made_rightly_lets_nobody_in(world, code):
    """Each in a browser of its own; what is refused takes nothing from the code, so that the honest one still joins."""
    for what, wrong in NOT_MADE.items():
        visitor = world.stranger()
        answer = join(visitor, SoftPhone(), code, **wrong)
        assert answer.status_code == 400, what
        assert answer.json["say"], what
        assert not is_in(visitor), what
        with world.inside():
            assert db.session.query(Passkey).count() == 0, what
    assert join(world.stranger(), SoftPhone(), code).status_code == 200


def wrong_uses() -> dict:
    return {
        "another challenge": {"challenge": b64(secrets.token_bytes(32))},
        "another origin": {"origin": "https://elsewhere.example"},
        "another host": {"host": "elsewhere.example"},
        "an answer to making": {"client_type": "webauthn.create"},
        "from within another site": {"client": {"crossOrigin": True}},
        "under another site": {"client": {"topOrigin": "https://elsewhere.example"}},
        "nobody was there": {"flags": UV},
        "nobody showed who they are": {"flags": UP},
        "a passkey that became copyable": {"flags": UP | UV | BE},
        "backed up but not eligible": {"flags": UP | UV | BS},
        "extensions that are not there": {"flags": UP | UV | ED},
        "the handle of somebody else": {"handle": secrets.token_bytes(32)},
        "an empty handle": {"handle": b""},
        "no handle": {"no_handle": True},
        "the signature of another key": {"key": ec.generate_private_key(ec.SECP256R1())},
        "no signature": {"signature": b""},
        "a signature of zeros": {"signature": bytes(70)},
        "an id that nobody has": {"raw_id": secrets.token_bytes(32)},
        "two ids in one answer": {"id": secrets.token_bytes(32)},
        "another type": {"type": "password"},
        "bytes behind the end": {"more": b"\x00" * 8},
        "client data that is no JSON": {"client_data": b"\xff"},
    }


@ON_ONE
def test_a_passkey_that_was_not_used_rightly_lets_nobody_in(lina):
    visitor, phone = lina
    for what, wrong in wrong_uses().items():
        answer = sign_in(visitor, phone, **wrong)
        assert answer.status_code == 400, what
        assert answer.json["say"], what
        assert not is_in(visitor), what
        assert sign_in(visitor, phone).status_code == 200, what  # the honest one still works
        visitor.post("/sign-out")


@ON_ONE
def test_each_single_bit_of_what_is_signed_counts(lina):
    visitor, phone = lina
    options = visitor.post("/sign-in/options", json={}).json
    good = phone.use(options)
    from_phone = good["response"]["authenticatorData"]
    raw = bytearray(phone._authenticator_data({}))
    assert b64(bytes(raw)) == from_phone
    for place in range(len(raw)):
        spoiled = bytearray(raw)
        spoiled[place] ^= 1 << (place % 8)
        fresh = visitor.post("/sign-in/options", json={}).json
        answer = phone.use(fresh)
        answer["response"]["authenticatorData"] = b64(bytes(spoiled))
        assert visitor.post("/sign-in/passkey", json={"credential": answer}).status_code == 400, place
    assert not is_in(visitor)


def test_an_answer_counts_once(lina, world):
    visitor, phone = lina
    options = visitor.post("/sign-in/options", json={}).json
    credential = phone.use(options)
    assert visitor.post("/sign-in/passkey", json={"credential": credential}).status_code == 200
    visitor.post("/sign-out")
    assert visitor.post("/sign-in/passkey", json={"credential": credential}).status_code == 400
    assert not is_in(visitor)


def test_a_refused_answer_uses_its_question_up(lina):
    visitor, phone = lina
    options = visitor.post("/sign-in/options", json={}).json
    assert (
        visitor.post("/sign-in/passkey", json={"credential": phone.use(options, flags=UP)}).status_code == 400
    )
    assert visitor.post("/sign-in/passkey", json={"credential": phone.use(options)}).status_code == 400


def test_a_question_put_to_one_browser_is_not_answered_by_another(lina, world):
    visitor, phone = lina
    options = visitor.post("/sign-in/options", json={}).json
    other = world.stranger()
    other.post("/sign-in/options", json={})
    assert other.post("/sign-in/passkey", json={"credential": phone.use(options)}).status_code == 400
    assert not is_in(other)


def test_a_question_for_one_purpose_is_not_answered_for_another(lina):
    visitor, phone = lina
    sign_in(visitor, phone)
    step_up = visitor.post("/step-up/options", json={}).json
    assert step_up == {"strong": True}  # just now
    with clock.standing_at(clock.now() + timedelta(minutes=6)):
        question = visitor.post("/step-up/options", json={}).json
        as_sign_in = visitor.post("/sign-in/passkey", json={"credential": phone.use(question)})
        assert as_sign_in.status_code == 400


def test_a_question_about_one_thing_is_asked_each_time_and_confirms_only_that(lina, world):
    visitor, phone = lina
    sign_in(visitor, phone)
    question = visitor.post("/step-up/options", json={"about": "this text"}).json
    challenge = base64url_to_bytes(question["challenge"])
    assert challenge.endswith(sha256(b"this text").digest())
    answer = {"about": "another text", "credential": phone.use(question)}
    assert visitor.post("/step-up/passkey", json=answer).status_code == 400
    question = visitor.post("/step-up/options", json={"about": "this text"}).json
    answer = {"about": "this text", "credential": phone.use(question)}
    assert visitor.post("/step-up/passkey", json=answer).status_code == 200
    with world.inside():
        purposes = db.session.scalars(select(Ceremony.purpose).where(Ceremony.person_id.is_not(None))).all()
        assert purposes == ["confirmed this text"]


@pytest.mark.parametrize("about", ["x" * 201, 5, None, ["a"], {}])
def test_what_is_no_thing_to_confirm_is_not_asked(lina, about):
    visitor, phone = lina
    sign_in(visitor, phone)
    assert visitor.post("/step-up/options", json={"about": about}).status_code == 400


def test_a_question_is_good_for_five_minutes(lina):
    visitor, phone = lina
    options = visitor.post("/sign-in/options", json={}).json
    with clock.standing_at(clock.now() + timedelta(minutes=6)):
        late = visitor.post("/sign-in/passkey", json={"credential": phone.use(options)})
    assert late.status_code == 400
    assert late.json["error"] == "again"


def test_a_counter_that_goes_back_is_refused_and_told(lina, world):
    visitor, phone = lina
    assert sign_in(visitor, phone, step=5).status_code == 200
    visitor.post("/sign-out")
    assert sign_in(visitor, phone, count=3).status_code == 400
    assert sign_in(visitor, phone, step=1).status_code == 200
    assert "die een kopie leek" in visitor.page("/devices").text


def test_a_passkey_kept_in_the_cloud_never_counts_and_works(world, code):
    visitor, phone = world.stranger(), SoftPhone()
    assert join(visitor, phone, code, flags=UP | UV | AT | BE).status_code == 200
    for _ in range(3):
        visitor.post("/sign-out")
        assert sign_in(visitor, phone, flags=UP | UV | BE | BS).status_code == 200
    assert "ook op andere telefoons" in visitor.page("/devices").text


def test_a_passkey_of_somebody_is_not_made_again_by_another(lina, world, invited):
    _, phone = lina
    thief = world.stranger()
    assert join(thief, phone, invited()).status_code == 400
    assert not is_in(thief)


def test_what_is_kept_opens_nothing(lina, world):
    """No code, token or challenge stands in the database as it travels."""
    visitor, phone = lina
    sign_in(visitor, phone)
    token = visitor.browser.get_cookie("__Host-naast", domain="localhost", path="/").value
    with world.inside():
        kept = repr([vars(row) for kind in (SignIn, Ceremony) for row in db.session.query(kind)])
    assert token not in kept
    assert not is_in(Visitor(world.app, "thief", None, "x" * 43))


def test_signing_out_makes_the_cookie_worth_nothing(lina, world):
    visitor, phone = lina
    sign_in(visitor, phone)
    token = visitor.browser.get_cookie("__Host-naast", domain="localhost", path="/").value
    copy = Visitor(world.app, "copy", None, token)
    assert is_in(copy)
    visitor.post("/sign-out")
    assert not is_in(copy)


def test_a_new_sign_in_gets_a_new_token(lina):
    visitor, phone = lina
    tokens = set()
    for _ in range(3):
        sign_in(visitor, phone)
        tokens.add(visitor.browser.get_cookie("__Host-naast", domain="localhost", path="/").value)
    assert len(tokens) == 3


@pytest.mark.parametrize(
    ("name", "days", "stays"), [("samira", 13, True), ("samira", 15, False), ("noor", 1, False)]
)
def test_a_sign_in_ends_by_itself_sooner_for_staff(world, name, days, stays):
    who = world.person(name)
    with clock.standing_at(clock.now() + timedelta(days=days)):
        assert is_in(who) is stays


@ON_ONE
@pytest.mark.parametrize(("name", "step"), [("samira", timedelta(days=7)), ("noor", timedelta(minutes=20))])
def test_a_sign_in_ends_also_for_who_is_here_all_the_time(world, name, step):
    who = world.person(name)
    whole = (AT_HOME if name == "samira" else AT_WORK)[1]
    begun = clock.now()
    moment = begun
    while moment + step < begun + whole:
        moment += step
        with clock.standing_at(moment):
            assert is_in(who), moment - begun
    with clock.standing_at(begun + whole):
        assert not is_in(who)


def test_who_has_left_is_out_at_once_and_comes_in_no_more(lina, world):
    visitor, phone = lina
    assert sign_in(visitor, phone).status_code == 200
    with world.inside():
        db.session.execute(db.update(Person).where(Person.called == "Lina").values(left_at=clock.now()))
    assert not is_in(visitor)
    assert sign_in(world.stranger(), phone).status_code == 400
