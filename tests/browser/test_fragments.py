"""Fragments: the part of a page that changed comes back in its place, by htmx, under our strict policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.outboxes import in_between

WITHOUT_WINDOWS = True

TOLD = 'form[action$="/missed/undo"]'
ASKS = 'form[action$="/missed"]'


@pytest.fixture
def missed(page_of, live_server) -> Page:
    """Samira's page of a session that did not happen; it remembers that it was not loaded again."""
    page = page_of("samira")
    page.goto(f"/sessions/{live_server.world.cast.sessions['missed']}")
    page.locator(f"{TOLD}[data-htmx-powered]").wait_for()
    page.evaluate("window.stillTheSame = true")
    return page


def test_a_tap_changes_its_own_part_of_the_page_its_heading_and_title_and_nothing_else(missed):
    place = missed.url
    expect(missed.locator("h1")).to_have_text("Een ontmoeting die niet doorging")
    assert missed.title() == "Een ontmoeting die niet doorging · Naast"
    missed.locator(f"{TOLD} button").click()
    expect(missed.locator(ASKS)).to_be_visible()
    expect(missed.locator(TOLD)).to_have_count(0)
    expect(missed.locator("h1")).to_have_text("Geplande ontmoeting")
    expect(missed.locator("h1")).to_have_count(1)
    expect(missed).to_have_title("Geplande ontmoeting · Naast")
    expect(missed.locator("main title")).to_have_count(0)
    expect(missed.get_by_role("link", name="Schrijf jouw kant")).to_be_visible()
    assert missed.evaluate("window.stillTheSame") is True
    assert missed.url == place
    missed.reload()
    expect(missed.locator(ASKS)).to_be_visible()


def test_no_page_is_kept_in_any_storage_of_the_browser(missed):
    missed.locator(f"{TOLD} button").click()
    expect(missed.locator(ASKS)).to_be_visible()
    kept = missed.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])")
    assert "<" not in kept
    assert "Samira" not in kept


# What answers in place of the server stands between the two: a request that Playwright would answer in the browser
# goes past it as soon as the worker is in charge of the page.
def undone(page: Page, live_server, status: str, body: bytes) -> None:
    path = page.locator(TOLD).get_attribute("action")
    with in_between(live_server, status, body, only=path), page.expect_response(f"**{path}"):
        page.locator(f"{TOLD} button").click()
    page.wait_for_timeout(100)


@pytest.mark.parametrize("status", [404, 429, 500, 503])
def test_an_error_page_never_takes_the_place_of_a_form(missed, live_server, trouble, status):
    trouble.expect(f"status of {status}", "htmx:response:error")
    undone(missed, live_server, f"{status} No", b"<h1>Not what was asked</h1>")
    expect(missed.locator(TOLD)).to_be_visible()
    expect(missed.locator("h1")).not_to_contain_text("Not what")


def test_a_fragment_with_code_in_it_is_refused_and_the_page_stays(missed, live_server, trouble):
    trouble.expect("markup with code in it")
    undone(missed, live_server, "200 OK", b"<p>hi</p><script>window.ran = true</script>")
    expect(missed.locator(TOLD)).to_be_visible()
    assert missed.evaluate("window.ran") is None
