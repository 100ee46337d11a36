"""Cookies: every one is for this host alone, travels sealed by TLS only, and is out of reach of scripts and other sites."""

import re
from pathlib import Path

import pytest

from app import create_app, ids
from app.config import Settings
from tests.accounts.authenticator import SoftPhone
from tests.accounts.coming_in import ask_to_join

APP = Path(__file__).resolve().parents[2] / "app"
GIVEN = {"__Host-naast", "__Host-naast-visit", "__Host-naast-language", "__Host-naast-phone"}


@pytest.fixture
def given(world, code) -> list[str]:
    """Every Set-Cookie line that somebody gets who chooses a language, joins, sends what waited and signs out."""
    visitor, phone = world.stranger(), SoftPhone()
    answers = [visitor.post("/language", {"language": "en"}), visitor.post("/sign-in/options", json={})]
    made = phone.make(ask_to_join(visitor, code))
    answers.append(visitor.post("/join/passkey", json={"credential": made}))
    user = visitor.get("/offline/start").json["user"]
    batch = {"v": 1, "user": user, "client": str(ids.new_id()), "nonce": str(ids.new_id()), "ops": []}
    answers.append(visitor.post("/sync", json=batch, headers={"X-Naast": "naast-1"}))
    answers.append(visitor.post("/sign-out"))
    return [line for answer in answers for line in answer.headers.getlist("Set-Cookie")]


def test_every_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(given):
    assert {line.partition("=")[0] for line in given} == GIVEN
    for line in given:
        parts = {part.strip() for part in line.split(";")[1:]}
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= parts, line
        assert not [part for part in parts if part.startswith("Domain")], line


def test_on_localhost_without_tls_they_go_by_plain_names_because_safari_takes_no_other(tmp_path):
    here = {
        "NAAST_ORIGIN": "http://localhost:8000",
        "NAAST_DATABASE": f"sqlite:///{tmp_path / 'naast.db'}",
        "NAAST_KEYS_FILE": str(tmp_path / "keys.json"),
        "NAAST_DEMO": "on",
    }
    app = create_app(Settings.from_environment(here))
    asked = {"Sec-Fetch-Site": "same-origin"}
    answer = app.test_client().post("/language", data={"language": "en"}, headers=asked)
    (line,) = answer.headers.getlist("Set-Cookie")
    assert line.startswith("naast-language=en;")
    parts = {part.strip() for part in line.split(";")[1:]}
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts
    assert "Secure" not in parts


def test_no_cookie_is_given_elsewhere_in_the_program():
    """Who adds one adds it to the test above."""
    places = [
        file.relative_to(APP).as_posix()
        for file in sorted(APP.rglob("*.py"))
        for _ in re.findall(r"\.set_cookie\(", file.read_text("utf-8"))
    ]
    assert places == ["web/cookies.py"]
