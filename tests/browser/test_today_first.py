"""Today stands at once as it last was, and what came meanwhile takes its place without a jump."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from app.db import db
from app.sessions.models import Session
from tests.browser.outboxes import in_between, kept, no_network
from tests.browser.todays import EXPECTED, FIRST, again, held, rename, stands_first, stood

WITHOUT_WINDOWS = True

STATE = "window.cards = [...document.querySelectorAll('main > *')]"


@pytest.fixture(autouse=True)
def _expected(trouble):
    trouble.expect(*EXPECTED)


@pytest.fixture
def today(page, passkeys, live_server):
    return stands_first(page, live_server)


def test_it_stands_at_once_and_what_changed_takes_its_place_without_a_jump(today, live_server):
    page = today
    rename(live_server, "Samirah")
    with held(live_server) as (let_go, asked):
        page.goto("/")
        assert stood(page.evaluate(FIRST))
        expect(page.locator("h1")).to_have_text("Hoi Samira")
        expect(page.locator("main .card").first).to_be_visible()
        page.evaluate(STATE)
        link = page.locator("main .card a").last
        link.focus()
        page.evaluate("scrollTo(0, 300)")
        let_go()
        expect(page.locator("h1")).to_have_text("Hoi Samirah")
        assert asked == ["true"]
    assert page.evaluate("scrollY") == 300
    expect(link).to_be_focused()
    gone = page.evaluate("cards.filter((card) => !card.isConnected).map((card) => card.tagName)")
    assert gone == ["H1"]
    assert page.title() == "Vandaag · Naast"
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_who_held_a_link_in_a_card_that_changed_holds_it_in_the_new_one(today, live_server):
    page = today
    plan = "main .card a.button"
    with live_server.world.inside():
        db.session.execute(update(Session).where(Session.state == "planned").values(place="Het buurthuis"))
    with held(live_server) as (let_go, _):
        page.goto("/")
        expect(page.locator("main")).not_to_contain_text("Het buurthuis")
        page.locator(plan).first.focus()
        page.evaluate("window.link = document.activeElement")
        let_go()
        expect(page.locator("main")).to_contain_text("Het buurthuis")
    assert not page.evaluate("link.isConnected")
    expect(page.locator(plan).first).to_be_focused()


def test_where_nothing_changed_nothing_moves(today, live_server):
    page = today
    with held(live_server) as (let_go, _):
        page.goto("/")
        assert stood(page.evaluate(FIRST))
        expect(page.locator("#saving[data-told]")).to_be_visible()
        page.evaluate(
            "window.moved = 0; new MutationObserver((all) => (moved += all.length))"
            ".observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true })"
        )
        before, seen = kept(page)["pages"][0]["at"], page.screenshot()
        let_go()
        for _ in range(40):
            if kept(page)["pages"][0]["at"] > before:
                break
            page.wait_for_timeout(50)
        assert kept(page)["pages"][0]["at"] > before
    assert page.evaluate("moved") == 0
    assert page.screenshot() == seen  # what stood there was on the screen, all of it


def test_a_page_that_takes_long_says_so_once(today, live_server):
    page = today
    with held(live_server) as (let_go, _):
        page.goto("/")
        line = page.locator("main [role=status]", has_text="We kijken of er iets nieuws is")
        page.wait_for_timeout(700)
        expect(line).to_have_count(0)
        expect(line).to_be_visible()
        expect(line).to_contain_text("Zoals het was op")
        let_go()
        expect(line).to_have_count(0)


def test_a_reload_and_an_address_with_more_in_it_ask_the_server(today):
    page = today
    page.reload()
    assert page.evaluate(FIRST) == ""
    again(page)
    assert stood(again(page))
    page.goto("/?language=nl")
    assert page.evaluate(FIRST) == ""


def test_the_way_back_stands_first_too_and_becomes_new(today, live_server):
    page = today
    page.goto("/help")
    rename(live_server, "Samirah")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Hoi Samirah")


@pytest.mark.parametrize("way", ["sent", "beside"])
def test_who_sent_something_sees_what_came_of_it(today, live_server, way):
    page = today
    send = "fetch('/offline/open', { method: 'POST', body: '{}' }).then(() => 1)"
    if way == "sent":
        page.evaluate(send)
    else:  # while the page that would stand first next time was on its way
        with held(live_server) as (let_go, _):
            page.goto("/")
            page.evaluate(send)
            let_go()
            page.wait_for_timeout(500)
    page.goto("/")
    assert page.evaluate(FIRST) == ""


def test_without_network_the_page_that_is_kept_says_so(today):
    page = today
    with no_network(page):
        page.goto("/")
        expect(page.locator("main")).to_contain_text("Er is nu geen internet")
        expect(page.locator("main .card").first).to_be_visible()


@pytest.mark.parametrize(
    ("status", "body", "shown"),
    [
        ("502 Bad Gateway", b"<h1>Bad gateway</h1>", "Er is nu geen internet"),
        ("200 OK", b"<h1>Free wifi</h1>", "Free wifi"),
        ("404 Not Found", b"<h1>Nothing here</h1>", "Nothing here"),
    ],
)
def test_what_comes_in_place_of_the_new_page_is_shown_as_ever(today, live_server, status, body, shown):
    page = today
    with in_between(live_server, status, body, only="/"):
        page.goto("/")
        expect(page.locator("body")).to_contain_text(shown)
