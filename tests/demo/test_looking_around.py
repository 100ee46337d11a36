"""Looking around: in the demo one tap makes somebody of the cast; anywhere else there is no such door."""

from collections.abc import Iterator

import pytest

from app import create_app
from app.db import db
from app.demo.cast import PEOPLE
from app.demo.guests import GUESTS
from app.demo.queries import people_of_guests
from app.people.actions import introduce
from tests.visitors import COOKIE, Visitor
from tests.worlds import settings

CAST = [guest for guest in GUESTS if guest.name in {name for name, *_ in PEOPLE}]


@pytest.fixture
def visitor(world) -> Iterator[Visitor]:
    """A stranger at a demo with the cast in it."""
    app = create_app(settings(world.address, NAAST_DEMO="on"))
    yield Visitor(app, "visitor")
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_the_demo_shows_everybody_one_can_look_around_as(visitor):
    page = visitor.page("/demo")
    for guest in CAST:
        assert guest.called in page.text
        assert page.form(f"/demo/as/{guest.name}") is not None


@pytest.mark.slow
@pytest.mark.parametrize("guest", CAST, ids=lambda guest: guest.name)
def test_one_tap_signs_in_as_each_of_them(visitor, guest):
    home = visitor.follow(visitor.submit(visitor.page("/demo"), f"/demo/as/{guest.name}"))
    assert guest.called in home.text
    assert "/demo" in home.source


def test_who_looks_around_as_somebody_else_is_no_longer_the_first(visitor):
    visitor.post("/demo/as/samira")
    first = visitor.browser.get_cookie(COOKIE, domain="localhost").value
    visitor.post("/demo/as/vera")
    page = visitor.page("/")
    assert "Vera" in page.text
    assert "Samira" not in page.text
    again = Visitor(visitor.app, "samira again", token=first)
    assert again.get("/").location == "/sign-in"


def test_who_calls_themself_something_else_is_still_there_to_look_around_as(visitor):
    for guest, called in (("samira", "Sam"), ("noor", "Samira")):
        visitor.post(f"/demo/as/{guest}")
        assert visitor.post("/me/name", {"called": called}).status_code == 303
    page = visitor.page("/demo")
    assert page.form("/demo/as/samira") is not None
    assert "Sam</strong>" in page.source
    assert "Sam" in visitor.follow(visitor.submit(page, "/demo/as/samira")).text
    assert "Samira" in visitor.follow(visitor.submit(page, "/demo/as/noor")).text


def test_in_a_demo_of_before_they_are_known_by_what_they_are_called(inside, cast):
    with inside():
        first = introduce("Demi").id
        introduce("Demi")  # a namesake who came later
        introduce("Samira")
    with inside():
        guests = people_of_guests()
    assert (guests["demi"].id, guests["samira"].id) == (first, cast["samira"])


def test_nobody_looks_around_as_somebody_who_is_not_there(visitor):
    for name in ("nobody", "Samira", "samira%20", "tijn", "..", "a" * 3000):
        assert visitor.post(f"/demo/as/{name}").status_code == 404, name


def test_another_site_cannot_make_anybody_look_around(visitor):
    answer = visitor.post(
        "/demo/as/samira", headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert visitor.browser.get_cookie(COOKIE, domain="localhost") is None


def test_outside_the_demo_there_is_no_such_door(stranger, as_person):
    assert stranger.get("/demo").status_code == 404
    assert stranger.post("/demo/as/samira").status_code == 404
    assert "/demo" not in as_person("samira").get("/").text
