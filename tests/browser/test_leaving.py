"""Leaving quickly: another page at once, the own lock closed, and no way back to what was on the screen."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlalchemy import select

from app import ids
from app.accounts import locks
from app.accounts.forms import SetLockForm
from app.accounts.models import SignIn
from app.db import db
from app.people.models import Person
from app.safeguarding.routes import LEAVE_TO
from app.schemes.queries import actor_of
from tests.browser.outboxes import diary, settled

WITHOUT_WINDOWS = True

PIN = "482915"


def test_who_leaves_quickly_sees_the_weather_and_the_lock_is_closed(page_of, live_server, trouble):
    trouble.expect("status of 403")
    page = settled(page_of("samira"))
    with live_server.world.inside():
        samira = db.session.get_one(Person, live_server.world.cast["samira"])
        latest = select(SignIn).where(SignIn.person_id == samira.id).order_by(SignIn.id.desc()).limit(1)
        values = SetLockForm(new=PIN, again=PIN)
        locks.set_pin(actor_of(samira), db.session.scalars(latest).one(), values, ids.new_id())
    page.route(f"{LEAVE_TO}**", lambda route: route.fulfill(body="<h1>Droog</h1>", content_type="text/html"))
    diary(page, "Dit is van mij alleen.")
    page.wait_for_url("**/entries/*")
    entry = page.url
    expect(page.get_by_text("Dit is van mij alleen.")).to_be_visible()
    page.goto("/help")
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url(f"{LEAVE_TO}**")
    expect(page.get_by_role("heading", name="Droog")).to_be_visible()
    page.goto(entry)
    expect(page.get_by_text("Dit is van mij alleen.")).to_have_count(0)
    expect(page.locator("[name=pin]")).to_be_visible()


def test_the_page_that_was_left_is_not_the_one_before(page_of):
    page = settled(page_of("samira"))
    page.route(f"{LEAVE_TO}**", lambda route: route.fulfill(body="<h1>Droog</h1>", content_type="text/html"))
    page.goto("/help")
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url(f"{LEAVE_TO}**")
    page.go_back()
    assert "/help" not in page.url
