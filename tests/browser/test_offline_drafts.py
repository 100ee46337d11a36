"""What is typed is on the phone's disk at once, whatever the page is busy with; nothing begun is ever overwritten."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.outboxes import SAVE, WRITE, brought, diary_form, drafts, entries, kept, settled, words_of

WITHOUT_WINDOWS = True

# From now on sealing takes so many milliseconds more on this page, as on a slow phone.
SLOW_SEALING = """(late) => {
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  crypto.subtle.encrypt = async (...given) => (await new Promise((go) => setTimeout(go, late)), encrypt(...given));
}"""
# The phone dies as soon as a draft is kept.
DIES = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "drafts") this.transaction.addEventListener("complete", () => location.reload());
    return put.apply(this, given);
  };
}"""
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "drafts") throw new DOMException("full", "UnknownError");
    return put.apply(this, given);
  };
}"""


@pytest.fixture
def page(page_of) -> Page:
    return settled(page_of("samira"))


def hold(page: Page, path: str, held: list) -> None:
    """The first request of this path waits; the next ones go on."""
    page.route(path, lambda route: route.continue_() if held else held.append(route))


def asked_for(page: Page, held: list) -> None:
    for _ in range(200):
        if held:
            return
        page.wait_for_timeout(20)
    raise AssertionError("it was not asked for")


@pytest.fixture
def without_worker(open_browser, live_server) -> Page:
    """A phone on which every script comes by the network, so that one can be late."""
    context = open_browser(**PHONE, service_workers="block")
    live_server.sign_in(context, "samira")
    return context.new_page()


def test_what_was_typed_before_the_script_was_there_is_kept(without_worker):
    page, held = without_worker, []
    page.goto("/")
    expect(page.locator("#saving[data-told]")).to_be_visible()
    hold(page, "**/js/offline.js", held)
    page.goto("/diary/new")
    page.fill(WRITE, "Getypt terwijl de pagina nog laadde.")
    asked_for(page, held)
    held[0].continue_()
    drafts(page, 1)
    page.reload()
    expect(page.locator(WRITE)).to_have_value("Getypt terwijl de pagina nog laadde.")


def send_by_the_browser_itself(page, pattern: str, words: str) -> None:
    """Send a form while what `pattern` names is still under way; it arrives before the server's answer does."""
    held, sent = [], []
    hold(page, pattern, held)
    page.goto("/diary/new")
    page.fill(WRITE, words)
    asked_for(page, held)
    page.route("**/diary", lambda route: sent.append(route))
    page.locator(SAVE).click(no_wait_after=True)
    asked_for(page, sent)
    held[0].continue_()
    page.wait_for_timeout(600)  # what was under way is there now, and the browser still waits for its answer
    sent[0].continue_()
    page.wait_for_url("**/entries/*")


def leaves_no_draft(page) -> None:
    """The form is empty the next time."""
    diary_form(page)
    page.wait_for_timeout(300)
    expect(page.locator(WRITE)).to_have_value("")


def test_sent_by_the_browser_itself_before_the_script_was_there_it_leaves_no_draft(
    without_worker, live_server
):
    page = without_worker
    page.goto("/")
    expect(page.locator("#saving[data-told]")).to_be_visible()
    before = entries(live_server, "samira")
    send_by_the_browser_itself(page, "**/js/offline.js", "Verstuurd voor er een script was.")
    leaves_no_draft(page)
    assert entries(live_server, "samira") == before + 1


def test_sent_before_the_phone_knew_whose_it_is_it_leaves_no_draft(without_worker, live_server):
    before = entries(live_server, "samira")
    send_by_the_browser_itself(without_worker, "**/offline/start", "Verstuurd voor er een sleutel was.")
    leaves_no_draft(without_worker)
    assert entries(live_server, "samira") == before + 1


def test_what_was_typed_before_the_phone_knew_whose_it_is_is_kept(without_worker):
    page, held = without_worker, []
    hold(page, "**/offline/start", held)
    page.goto("/diary/new")
    page.fill(WRITE, "Het eerste op deze telefoon.")
    asked_for(page, held)
    page.wait_for_timeout(200)
    held[0].continue_()
    drafts(page, 1)
    page.reload()
    expect(page.locator(WRITE)).to_have_value("Het eerste op deze telefoon.")


def test_killed_between_save_and_saved_the_words_are_on_the_phone(page, live_server):
    before = entries(live_server, "samira")
    diary_form(page)
    page.evaluate(SLOW_SEALING, 500)  # what is sent is sealed after the draft
    page.evaluate(DIES)
    with page.expect_navigation():
        page.evaluate(
            """([text, save]) => {
              const field = document.querySelector(text);
              field.value = "Meteen opgeslagen.";
              field.dispatchEvent(new Event("input", { bubbles: true }));
              document.querySelector(save).click();
            }""",
            [WRITE, SAVE],
        )
    expect(page.locator(WRITE)).to_have_value("Meteen opgeslagen.")
    assert entries(live_server, "samira") == before


def test_words_that_come_back_while_others_are_typed_are_not_overwritten(page):
    diary_form(page)
    page.fill(WRITE, "Van gisteren.")
    drafts(page, 1)
    held: list = []
    hold(page, "**/offline/open", held)
    diary_form(page)
    asked_for(page, held)
    page.evaluate(SLOW_SEALING, 500)
    page.fill(WRITE, "Van vandaag.")  # its draft is being sealed while yesterday's comes back
    held[0].continue_()
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan vandaag.")
    page.wait_for_timeout(700)  # the first writing has ended; the phone dies before anything else is typed
    page.reload()
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan vandaag.")


def draft_that_comes_late(page: Page, words: str) -> list:
    """A form begun before, opened anew; its draft is on its way until the route in this list goes on."""
    diary_form(page)
    page.fill(WRITE, words)
    drafts(page, 1)
    held: list = []
    hold(page, "**/offline/open", held)
    diary_form(page)
    asked_for(page, held)
    return held


def test_who_is_in_the_field_when_words_come_back_goes_on_below_them(page):
    held = draft_that_comes_late(page, "Van gisteren.")
    page.focus(WRITE)
    held[0].continue_()
    brought(page)
    page.keyboard.type("Van vandaag.")
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan vandaag.")


def test_the_first_letter_of_who_types_is_no_part_of_what_comes_back(page):
    held = draft_that_comes_late(page, "Van gisteren.")
    page.focus(WRITE)
    page.keyboard.type("V")
    held[0].continue_()
    brought(page)
    page.keyboard.type("an vandaag.")
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan vandaag.")


def test_the_caret_stays_where_somebody_types_when_words_come_back(page):
    held = draft_that_comes_late(page, "Van gisteren.")
    page.focus(WRITE)
    page.keyboard.type("Vandaag.")
    for _ in "daag.":
        page.keyboard.press("ArrowLeft")
    held[0].continue_()
    brought(page)
    page.keyboard.type(" nu en ")
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan nu en daag.")


def composed(page: Page, *shown: str) -> CDPSession:
    """A word that a phone's keyboard is still putting together, as it stands after each letter."""
    keyboard = page.context.new_cdp_session(page)
    for word in shown:
        at = {"selectionStart": len(word), "selectionEnd": len(word)}
        keyboard.send("Input.imeSetComposition", {"text": word, **at})
    return keyboard


def test_a_word_that_the_keyboard_puts_together_is_not_doubled_when_words_come_back(page):
    held = draft_that_comes_late(page, "Van gisteren.")
    page.focus(WRITE)
    keyboard = composed(page, "V", "Va")
    held[0].continue_()
    page.wait_for_timeout(300)
    keyboard = composed(page, "Van")
    keyboard.send("Input.insertText", {"text": "Van"})
    brought(page)
    page.keyboard.type(" vandaag.")
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan vandaag.")


def test_who_saves_at_once_sends_no_words_that_she_did_not_see_come_back(page, live_server):
    held = draft_that_comes_late(page, "Van gisteren.")
    page.focus(WRITE)
    composed(page, "Vandaag")
    held[0].continue_()
    page.wait_for_timeout(300)
    page.click(SAVE)
    page.wait_for_url("**/entries/*")
    assert "Van gisteren." not in words_of(live_server, "samira")[0]
    diary_form(page)
    expect(page.locator(WRITE)).to_have_value("Van gisteren.")


def test_an_empty_line_at_the_end_of_what_comes_back_does_not_grow(page):
    held = draft_that_comes_late(page, "Van gisteren.\n\n")
    page.focus(WRITE)
    held[0].continue_()
    brought(page)
    page.keyboard.type("Van vandaag.")
    expect(page.locator(WRITE)).to_have_value("Van gisteren.\n\nVan vandaag.")


def test_a_refusal_that_comes_while_the_phone_is_full_leaves_the_words_where_they_wait(page):
    diary_form(page)
    page.fill(WRITE, "Uit de toekomst.")
    drafts(page, 1)
    page.evaluate(FULL)
    page.fill("input[name=on]", "2099-01-01")
    page.click(SAVE)
    expect(page.locator(".summary-of-problems")).to_be_visible()
    assert len(kept(page)["outbox"]) == 1


def test_one_draft_sent_from_two_tabs_is_one_entry(page, live_server):
    before = entries(live_server, "samira")
    diary_form(page)
    page.fill(WRITE, "In twee tabbladen hetzelfde.")
    drafts(page, 1)
    other = page.context.new_page()
    diary_form(other)
    for tab in (page, other):
        expect(tab.locator(WRITE)).to_have_value("In twee tabbladen hetzelfde.")
    for tab in (page, other):
        tab.click(SAVE)
        tab.wait_for_url("**/entries/*")
    assert page.url == other.url
    assert entries(live_server, "samira") == before + 1
    stores = kept(page)
    assert stores["outbox"] == stores["drafts"] == []


def test_in_the_other_tab_other_words_of_the_same_draft_are_an_entry_of_their_own(page, live_server):
    before = entries(live_server, "samira")
    diary_form(page)
    page.fill(WRITE, "Uit het ene tabblad.")
    drafts(page, 1)
    other = page.context.new_page()
    diary_form(other)
    expect(other.locator(WRITE)).to_have_value("Uit het ene tabblad.")
    page.click(SAVE)
    page.wait_for_url("**/entries/*")
    other.fill(WRITE, "Uit het ene tabblad, en meer.")
    other.click(SAVE)
    other.wait_for_url("**/entries/*")
    assert entries(live_server, "samira") == before + 2
