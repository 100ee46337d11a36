"""Asking for somebody to talk to without network, in the whole Chromium: the numbers are there, and it is sent once."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlalchemy import select

from app.db import db
from app.talks.models import TalkRequest
from tests.browser.outboxes import no_network, settled


def test_samira_asks_without_network_has_the_numbers_and_it_is_sent_later(page_of, live_server, trouble):
    trouble.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED")
    page = settled(page_of("samira"))
    page.goto("/talk")
    page.wait_for_timeout(500)
    with no_network(page):
        page.click(".actions button")
        expect(page.locator(".card.waiting")).to_contain_text("Bewaard op deze telefoon")
        expect(page.locator('a[href="tel:112"]').first).to_be_visible()
    expect(page.locator(".card.waiting")).to_have_count(0)
    world = live_server.world
    with world.inside():
        mine = select(TalkRequest).where(TalkRequest.person_id == world.cast["samira"])
        assert len(db.session.scalars(mine).all()) == 1
