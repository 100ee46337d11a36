"""On the home screen: the browser itself finds nothing that keeps Naast from being installed."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.outboxes import diary, settled

CARD = "[data-install]"
# As Chromium asks a page whether it wants to be put on the home screen; a private window is never asked.
ASKED = """() => {
  const asked = new Event("beforeinstallprompt", { cancelable: true });
  asked.prompt = async () => void (window.prompted = true);
  asked.userChoice = Promise.resolve({ outcome: "accepted" });
  window.dispatchEvent(asked);
}"""
IPHONE = "Object.defineProperty(Navigator.prototype, 'standalone', { get: () => false });"


@pytest.fixture
def wrote(page_of) -> Page:
    """Samira's phone, from which she just saved something for the first time."""
    page = settled(page_of("samira"))
    diary(page, "Het eerste vanaf deze telefoon.")
    page.wait_for_url("**/entries/*")
    return page


def today(page: Page) -> Page:
    with page.expect_response("**/js/install.js"):
        page.goto("/")
    page.wait_for_timeout(300)
    return page


def test_the_home_screen_is_offered_once_something_was_saved_and_not_before(page_of):
    page = today(settled(page_of("samira")))
    page.evaluate(ASKED)
    expect(page.locator(CARD)).to_be_hidden()


def test_android_puts_it_there_by_one_button_and_asks_no_more(wrote):
    page = today(wrote)
    expect(page.locator(CARD)).to_be_hidden()
    page.evaluate(ASKED)
    expect(page.locator(CARD)).to_be_visible()
    expect(page.locator("[data-install-tell]")).to_be_hidden()
    page.click("[data-install-ask]")
    expect(page.locator(CARD)).to_be_hidden()
    assert page.evaluate("window.prompted") is True
    today(page).evaluate(ASKED)
    expect(page.locator(CARD)).to_be_hidden()


def test_on_an_iphone_a_sentence_says_how_and_not_now_is_heard(wrote):
    wrote.context.add_init_script(IPHONE)
    page = today(wrote)
    expect(page.locator(CARD)).to_contain_text("Tik op Deel")
    expect(page.locator("[data-install-ask]")).to_be_hidden()
    page.click("[data-install-wave]")
    expect(page.locator(CARD)).to_be_hidden()
    expect(today(page).locator(CARD)).to_be_hidden()


def test_a_browser_that_may_throw_things_away_says_so_where_what_waits_stands(wrote):
    wrote.goto("/waiting")
    expect(wrote.locator("[data-fleeting]")).to_contain_text("mag weggooien")


def test_the_browser_finds_nothing_against_installing(page_of):
    page = page_of("samira")
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    devtools = page.context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A context of a test is a private window, which cannot install anything; that is the only thing in the way.
    assert [error["errorId"] for error in found if error["errorId"] != "in-incognito"] == []


def test_the_manifest_names_icons_that_are_there_in_the_size_they_say(page_of, live_server):
    page = page_of("samira")
    page.goto("/")
    manifest = json.loads(page.request.get("/manifest.webmanifest").text())
    assert manifest["id"] and manifest["start_url"] == "/" and manifest["display"] == "standalone"
    purposes = {icon["purpose"] for icon in manifest["icons"]}
    assert {"any", "maskable", "monochrome"} <= purposes
    shortcut_icons = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    for icon in manifest["icons"] + shortcut_icons:
        measured = page.evaluate(
            """async (source) => { const image = new Image(); image.src = source; await image.decode();
            return image.naturalWidth + "x" + image.naturalHeight }""",
            icon["src"],
        )
        if icon["sizes"] != "any":
            assert measured == icon["sizes"], icon
    for shortcut in manifest["shortcuts"]:
        assert page.goto(shortcut["url"]).status == 200


def test_the_manifest_speaks_the_language_of_the_phone(page, open_browser):
    def manifest_of(page) -> dict:
        page.goto("/sign-in")
        return page.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.json())")

    dutch, english = manifest_of(page), manifest_of(open_browser(locale="en-GB").new_page())
    assert dutch["lang"] == "nl" and english["lang"] == "en"
    assert dutch["shortcuts"][0]["name"] != english["shortcuts"][0]["name"]
