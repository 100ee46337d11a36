"""The desk on a narrow phone: where one is stands in sight, and a long name is not squeezed by what is beside it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from sqlalchemy import update

from app import ids
from app.accounts.forms import RecoveryForm
from app.accounts.recoveries import ask, refuse
from app.db import db
from app.people.models import Person
from app.schemes.queries import actor_of

WITHOUT_WINDOWS = True

LONG = "Maria-Magdalena Oosterbaan-Wijnands-Kok"


@pytest.fixture
def narrow(phone, live_server):
    """`narrow("karim", "/openings")`: a page on a phone of 360 pixels, on which one of the staff is signed in."""

    def opened(name: str, path: str) -> Page:
        live_server.sign_in(phone, name, strong=True)
        page = phone.new_page()
        page.set_viewport_size({"width": 360, "height": 780})
        page.goto(path)
        return page

    return opened


@pytest.mark.parametrize(
    ("name", "path"),
    [("karim", "/desk"), ("karim", "/openings"), ("karim", "/concerns"), ("noor", "/recoveries")],
)
def test_the_place_where_one_is_stands_in_sight(narrow, name, path):
    box = narrow(name, path).locator(".side [aria-current]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


def test_a_long_name_stands_above_what_became_of_it(narrow, live_server):
    world = live_server.world
    with world.inside():
        db.session.execute(update(Person).where(Person.id == world.cast["ravi"]).values(called=LONG))
        noor, bas, ravi = (db.session.get_one(Person, world.cast[name]) for name in ("noor", "bas", "ravi"))
        words = RecoveryForm(reason="Kwijt.", checked="voice")
        refuse(actor_of(bas), ask(actor_of(noor), ravi, words, ids.new_id()), None, ids.new_id())
    card = narrow("noor", "/recoveries").locator(".card").first
    name, badge = card.locator("h2").bounding_box(), card.locator(".badge").bounding_box()
    assert badge["y"] >= name["y"] + name["height"]
    assert name["width"] > 180
