"""Who is turned away leaves a line that names the guard and the place, and nothing of the person or of what was sent."""

import json

import pytest
from sqlalchemy.exc import OperationalError

from app import create_app
from app.accounts import doorway
from app.accounts.models import Attempt
from app.db import db
from app.ids import new_id
from app.sealing.codes import new_code
from app.web.access import open_to_all
from tests.accounts.authenticator import SoftPhone
from tests.accounts.coming_in import sign_in
from tests.visitors import Visitor
from tests.worlds import settings

CANARY = "111222"


def told(lines) -> list[tuple[str, str]]:
    """The guards that turned somebody away while looking, each with the route."""
    found = [line for line in lines() if line["from"] == "naast.guards"]
    assert all(line["level"] == "warning" and line["request"] for line in found)
    return [(line["said"].removeprefix("turned away by "), line["route"]) for line in found]


def test_a_change_from_another_site(as_person, lines):
    as_person("samira").post("/diary", {"did": CANARY}, headers={"Sec-Fetch-Site": "cross-site"})
    assert told(lines) == [("forgery", "journal.write_diary")]
    assert CANARY not in json.dumps(lines())


def test_what_is_not_theirs_and_what_is_not_there(as_person, cast, lines):
    joris = as_person("joris")
    joris.get(f"/entries/{cast.entries['samira_diary']}")
    joris.get(f"/entries/{new_id()}")
    joris.post(f"/entries/{cast.entries['samira_diary']}/revisions", {})
    joris.get("/recoveries")
    assert told(lines) == [
        ("policy", "journal.entry"),
        ("nothing there", "journal.entry"),
        ("policy", "journal.change"),
        ("policy", "accounts.recoveries_list"),
    ]
    for secret in (joris.id, cast.entries["samira_diary"]):
        assert str(secret) not in json.dumps(lines())


def test_a_wrong_code_and_too_many_of_them(stranger, lines, inside):
    code = new_code()
    assert stranger.post("/invitation", {"code": code}).status_code == 422
    with inside():  # so many, but for one, in the same ten minutes
        db.session.execute(db.update(Attempt).values(tries=doorway.FAILURES_IN_A_WINDOW - 1))
    answers = [stranger.post("/invitation", {"code": code}).status_code for _ in range(2)]
    assert answers == [422, 429]
    assert told(lines) == [
        *[("code", "accounts.show_code")] * 3,
        ("the limit on code", "accounts.show_code"),
    ]
    assert code not in json.dumps(lines())


def test_a_passkey_that_nobody_has(stranger, lines):
    phone = SoftPhone()
    assert sign_in(stranger, phone).status_code == 400
    ((guard, route),) = told(lines)
    assert guard.startswith("passkey: ")
    assert route == "accounts.sign_in_passkey"


def test_a_wrong_pin(world, lines):
    samira = world.person("samira", strong=True)
    assert samira.post("/lock", {"new": "482915", "again": "482915"}).status_code == 303
    samira.post("/lock/open", {"pin": "482915"})
    assert told(lines) == []
    samira.post("/lock/open", {"pin": CANARY})
    assert told(lines) == [("pin", "accounts.open_lock")]
    assert CANARY not in json.dumps(lines())


def test_an_answer_that_waited_on_the_phone_of_somebody_else(as_person, lines):
    samira, vera = as_person("samira"), as_person("vera")
    batch = {"v": 1, "user": str(vera.id), "client": str(new_id()), "nonce": str(new_id()), "ops": []}
    assert samira.post("/sync", json=batch, headers={"X-Naast": "naast-1"}).status_code == 409
    assert told(lines) == [("another person", "offline.sync")]


@pytest.mark.parametrize("fault", [KeyError(CANARY), OperationalError(CANARY, {}, Exception(CANARY))])
def test_a_fault_of_ours_is_noted_with_its_place_and_without_its_words(shared, lines, fault):
    app = create_app(settings(shared.address))

    def broken():
        raise fault

    app.add_url_rule("/broken", view_func=open_to_all(broken), endpoint="broken")
    assert Visitor(app, "stranger").get("/broken").status_code in (500, 503)
    noted = [line for line in lines() if line["level"] == "error"]
    assert len(noted) == 1
    assert "broken" in noted[0]["said"]
    assert CANARY not in json.dumps(lines())


def test_a_line_stays_one_line_whatever_stands_in_an_address(stranger, lines):
    stranger.get("/nothing%0a%7b%22level%22:%22error%22%7d%0d%0a")
    stranger.get("/", headers={"User-Agent": "one\ttwo", "X-Request-Id": CANARY})
    assert len(lines()) == 2  # each of them was read as JSON
    assert CANARY not in json.dumps(lines())
