"""Mirrors: what one's own entries show, to nobody but oneself, unless the scheme says so and the screen says it too."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from app.db import db
from app.mirrors.reflection import TIPS, _tip, reflect
from app.schemes.models import Scheme
from tests.days import today
from tests.marks import ON_ONE


def mirror(person, cast, match: str = "samira_joris"):
    return person.page(f"/matches/{cast.matches[match]}/mirror")


def entry(days: int, talk: int | None, *parts: str):
    on = date(2026, 1, 1) + timedelta(days=days)
    return SimpleNamespace(on=on, content={"talk": talk, "parts": list(parts)})


def test_the_mirror_is_made_of_ones_own_words_and_says_who_sees_it(as_person, cast):
    page = mirror(as_person("samira"), cast)
    assert "Alleen jij ziet dit." in page.text
    picture = page.all("svg", role="img")[0]["aria-label"]
    assert picture.startswith("Wie het meest praatte:")
    assert "vooral de ander" in picture or "mostly" not in picture


def test_what_the_other_said_is_not_in_it(as_person, cast, inside):
    samira = as_person("samira")
    before = mirror(samira, cast).text
    joris = as_person("joris")
    form = {"on": today(-1).isoformat(), "did": "x", "talk": "-2", "audience": "team", "parts": ["coach"]}
    assert joris.post(f"/matches/{cast.matches['samira_joris']}/entries", form).status_code == 303
    assert mirror(samira, cast).text == before


@pytest.mark.parametrize("name", ["noor", "aysel", "femke", "ilse", "vera"])
def test_nobody_outside_the_match_has_a_mirror_of_it(as_person, cast, name):
    assert as_person(name).get(f"/matches/{cast.matches['samira_joris']}/mirror").status_code == 404


def test_the_team_sees_the_balance_only_where_the_scheme_says_so_and_the_mirror_tells(
    as_person, cast, inside
):
    noor, samira = as_person("noor"), as_person("samira")
    where = f"/matches/{cast.matches['samira_joris']}"
    assert "Wie het meest praatte" not in noor.page(where).text
    with inside():
        db.session.get(Scheme, cast.schemes["ours"]).settings = {"team_sees_balance": True}
    assert "Wie het meest praatte" in noor.page(where).text
    assert "In jouw programma ziet het team wie het meest praatte" in mirror(samira, cast).text
    assert "Wie het meest praatte" not in as_person("joris").page(where).text


def test_the_lead_allows_it_with_one_tick(as_person, cast):
    femke = as_person("femke")
    path = f"/schemes/{cast.schemes['ours']}/settings"
    femke.submit(femke.page(path), "/settings", team_sees_balance="true")
    field = femke.page(path).all("input", name="team_sees_balance")[0]
    assert "checked" in field


def test_with_one_session_there_is_nothing_to_see_yet():
    seen = reflect([entry(1, -2)], "mentor")  # type: ignore[list-item]
    assert seen.drawing is None


@ON_ONE
@pytest.mark.parametrize(
    ("balance", "parts", "side", "which"),
    [
        (-1.5, {}, "mentor", "listen"),
        (1.5, {}, "mentee", "speak"),
        (0, {"coach": 3}, "mentor", "ask"),
        (0, {"confidant": 2}, "mentor", "lead"),
        (0, {"confidant": 1, "collaborator": 1}, "mentor", "stay"),
        (0, {}, "peer", "stay"),
        (None, {}, "peer", "begin"),
    ],
)
def test_the_tip_fits_what_the_mirror_shows(app, balance, parts, side, which):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert _tip(balance, parts, side) == TIPS[which]
