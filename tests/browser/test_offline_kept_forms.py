"""Forms of the match that open without network: they are on the phone before anybody looked for them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from app.db import db
from app.matches.actions import move
from app.matches.models import Match
from app.people.models import Person
from app.schemes.queries import actor_of
from tests.browser.outboxes import SAVE, join_with_passkey, kept, no_network, on_phone, own_key, settled
from tests.browser.test_offline_writing import OFFLINE, chip


@pytest.fixture(autouse=True)
def _expected(trouble):
    trouble.expect(*OFFLINE)


@pytest.fixture
def cast(live_server):
    return live_server.world.cast


@pytest.fixture
def closing(live_server, cast):
    """Samira and Joris begin to close; the address of their match."""
    with live_server.world.inside():
        joris = actor_of(db.session.get_one(Person, cast["joris"]))
        move(joris, db.session.get_one(Match, cast.matches["samira_joris"]), "start-closing")
    return f"/matches/{cast.matches['samira_joris']}"


@pytest.fixture
def phone_of(page, passkeys, live_server):
    """`phone_of("ravi")`: a page on their phone, on which they came in with a passkey that keeps pages for them alone."""

    def come_in(name: str):
        join_with_passkey(page, live_server, name)
        own_key(settled(page))
        return page

    return come_in


def write_without_network(page, path: str, field: str, words: str, button: str = SAVE, says=()) -> None:
    """The form is on the phone: it opens without network, what is written waits (and `says` so), and arrives later."""
    settled(page)
    on_phone(page, path)
    with no_network(page):
        page.goto(path)
        page.locator(f"[name={field}]").first.fill(words)
        page.locator(button).first.click()
        expect(page.locator(".card.waiting").first).to_be_visible()
        for said in says:
            expect(page.locator(".card.waiting").first).to_contain_text(said)
        chip(page, "offline")
        assert [row["state"] for row in kept(page)["outbox"]] == ["queued"]
    chip(page, "saved")
    assert kept(page)["outbox"] == []
    page.goto(path)


@pytest.mark.thorough
def test_a_sheet_for_the_first_meeting(phone_of, cast):
    page = phone_of("ravi")
    path = f"/matches/{cast.matches['preparing']}/preparation"
    write_without_network(page, path, "curious", "Hoe was jouw eerste baan?")
    expect(page.locator("[name=curious]")).to_have_value("Hoe was jouw eerste baan?")


@pytest.mark.thorough
def test_a_thank_you_note(phone_of, closing):
    page = phone_of("samira")
    path = f"{closing}/thanks"
    write_without_network(page, path, "said", "Dank je dat je bleef.")
    expect(page.locator("main")).to_contain_text("Dank je dat je bleef.")
    expect(page.locator("main")).to_contain_text("Nog dicht")


def test_the_next_session(phone_of, cast):
    page = phone_of("samira")
    path = f"/matches/{cast.matches['samira_joris']}/sessions/new"
    write_without_network(
        page, path, "place", "Het zwembad", says=("Welke dag? 20", "Hoe laat? 15:30", "Het zwembad")
    )
    page.goto(path)
    page.locator("[name=place]").fill("De kinderboerderij")
    page.locator(
        SAVE
    ).click()  # with network it leads to where it now stands, and the same form does not come back
    page.wait_for_url(f"**/matches/{cast.matches['samira_joris']}/sessions")
    for place in ("Het zwembad", "De kinderboerderij"):
        expect(page.locator("main")).to_contain_text(place)
