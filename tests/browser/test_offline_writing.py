"""Writing without network, in a real browser: what is saved waits, is told truly, and arrives once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.outboxes import (
    SAVE,
    WRITE,
    diary,
    entries,
    kept,
    no_network,
    on_phone,
    own_key,
    settled,
    words_of,
)

OFFLINE = ("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED")


@pytest.fixture
def page(page_of, trouble):
    trouble.expect(*OFFLINE)
    return settled(page_of("samira"))


def chip(page, state: str) -> None:
    expect(page.locator("#saving[data-told]")).to_have_attribute("data-state", state)


def test_written_in_the_bus_it_waits_and_arrives_once(page, live_server):
    before = entries(live_server, "samira")
    chip(page, "saved")
    page.goto("/diary/new")
    with no_network(page):
        page.fill(WRITE, "In de bus geschreven.")
        page.click(SAVE)
        card = page.locator(".card.waiting")
        expect(card).to_contain_text("In de bus geschreven.")
        expect(card).to_contain_text("Bewaard op deze telefoon")
        chip(page, "offline")
        assert [row["state"] for row in kept(page)["outbox"]] == ["queued"]
    chip(page, "saved")
    expect(card).to_have_count(0)
    assert kept(page)["outbox"] == []
    assert kept(page)["drafts"] == []
    assert entries(live_server, "samira") == before + 1
    assert "In de bus geschreven." in words_of(live_server, "samira")[0]


def test_with_network_it_goes_the_same_way_and_shows_what_was_saved(page, live_server):
    before = entries(live_server, "samira")
    diary(page, "Met internet.")
    page.wait_for_url("**/entries/*")
    expect(page.locator("main")).to_contain_text("Met internet.")
    assert entries(live_server, "samira") == before + 1


def test_the_app_opens_without_network_and_offers_the_form_to_write(page, live_server):
    page.goto("/diary/new")
    on_phone(page, "/diary/new")
    with no_network(page):
        page.goto("/journal")
        expect(page.locator("h1")).to_have_text("Geen internet")
        page.click("a:has-text('Mijn dag')")
        page.fill(WRITE, "Zonder internet begonnen.")
        page.click(SAVE)
        expect(page.locator(".card.waiting")).to_contain_text("Zonder internet begonnen.")
        page.goto("/")
        expect(page.locator(".card.waiting")).to_have_count(1)
        page.goto("/waiting")
        expect(page.locator("h1")).to_have_text("Op deze telefoon")
        expect(page.locator(".card.waiting")).to_have_count(1)
        chip(page, "offline")
        page.goto("/help")
        expect(page.locator("main")).to_contain_text("0800-0432")
    page.goto("/")
    chip(page, "saved")
    assert "Zonder internet begonnen." in words_of(live_server, "samira")[0]


def test_a_refusal_stands_in_the_form_with_its_words(page, trouble):
    page.goto("/diary/new")
    page.fill("input[name=on]", "2099-01-01")
    page.fill(WRITE, "Uit de toekomst.")
    page.click(SAVE)
    expect(page.locator(".summary-of-problems a")).to_have_text("Welke dag? Deze dag moet nog komen.")
    expect(page).to_have_title("Bijna goed: Mijn dag · Naast")
    page.click(".summary-of-problems a")
    expect(page.locator("input[name=on]")).to_be_focused()
    expect(page.locator(WRITE)).to_have_value("Uit de toekomst.")
    expect(page.locator("input[name=on]")).to_have_attribute("aria-invalid", "true")
    assert kept(page)["outbox"] == []
    page.fill("input[name=on]", "2026-03-02")
    page.click(SAVE)
    page.wait_for_url("**/entries/*")
    assert kept(page)["drafts"] == []


def test_a_refusal_names_each_question_in_the_order_of_the_page(page, live_server):
    page.goto(f"/matches/{live_server.world.cast.matches['samira_joris']}/cheers/new")
    page.locator("input[name=to]").first.evaluate("field => { field.checked = false }")
    page.click("text=Verstuur")
    ways = page.locator(".summary-of-problems a")
    expect(ways).to_have_text(["Voor wie? Vul dit in.", "In je eigen woorden: Vul dit in."])
    ways.last.click()
    expect(page.locator("#f-said")).to_be_focused()


def test_a_refusal_opens_the_fold_in_which_something_is_wrong(page, live_server):
    page.goto(f"/matches/{live_server.world.cast.matches['samira_joris']}/write")
    page.locator("#f-on").evaluate("field => { field.value = '' }")
    expect(page.locator("#f-on")).to_be_hidden()
    page.click(SAVE)
    expect(page.locator(".summary-of-problems")).to_contain_text("Welke dag? Vul dit in.")
    expect(page.locator("#f-on")).to_be_visible()


def test_refused_later_it_comes_back_with_form_words_and_reasons(page, live_server):
    page.goto("/diary/new")
    with no_network(page):
        page.fill("input[name=on]", "2099-01-01")
        page.fill(WRITE, "Uit de toekomst.")
        page.click(SAVE)
        expect(page.locator(".card.waiting")).to_be_visible()
    chip(page, "attention")
    page.goto("/waiting")
    card = page.locator(".card.waiting")
    expect(card).to_contain_text("Deze dag moet nog komen")
    card.locator("a:has-text('Open')").click()
    expect(page.locator(WRITE)).to_have_value("Uit de toekomst.")
    expect(page.locator("input[name=on]")).to_have_value("2099-01-01")
    expect(page.locator(".summary-of-problems")).to_contain_text("Deze dag moet nog komen")
    page.fill("input[name=on]", "2026-03-02")
    page.click(SAVE)
    page.wait_for_url("**/entries/*")
    chip(page, "saved")
    assert kept(page)["outbox"] == []


def test_one_that_is_refused_holds_up_none_of_the_others(page, live_server):
    before = entries(live_server, "samira")
    page.goto("/diary/new")
    on_phone(page, "/diary/new")
    with no_network(page):
        for on, words in (("2099-01-01", "Uit de toekomst."), ("2026-03-02", "Van toen.")):
            page.goto("/diary/new")
            page.fill("input[name=on]", on)
            page.fill(WRITE, words)
            page.click(SAVE)
            expect(page.locator(".card.waiting", has_text=words)).to_be_visible()
    chip(page, "attention")
    assert entries(live_server, "samira") == before + 1
    assert [row["state"] for row in kept(page)["outbox"]] == ["attention"]


def test_what_waits_can_be_changed_before_it_goes(page, live_server):
    before = entries(live_server, "samira")
    page.goto("/diary/new")
    on_phone(page, "/diary/new")
    with no_network(page):
        page.fill(WRITE, "Eerst dit.")
        page.click(SAVE)
        expect(page.locator(".card.waiting")).to_be_visible()
        first = kept(page)["outbox"][0]["id"]
        # Without a key of her own nothing can be read back; the browser's own is her choice.
        page.goto("/waiting")
        page.check("[data-choice=browser] input")
        own_key(page)
        page.goto("/diary/new")
        page.fill(WRITE, "Tweede.")
        page.click(SAVE)
        expect(page.locator(".card.waiting", has_text="Tweede.")).to_be_visible()
        page.goto("/waiting")
        page.locator(".card.waiting", has_text="Tweede.").locator("a:has-text('Open')").click()
        expect(page.locator(WRITE)).to_have_value("Tweede.")
        page.fill(WRITE, "Tweede, beter.")
        page.click(SAVE)
        expect(page.locator(".card.waiting").first).to_be_visible()
        assert len(kept(page)["outbox"]) == 2
        assert first in [row["id"] for row in kept(page)["outbox"]]
    chip(page, "saved")
    assert entries(live_server, "samira") == before + 2
    assert "Tweede, beter." in "".join(words_of(live_server, "samira")[:2])


def test_it_is_thrown_away_only_after_asking(page, live_server):
    before = entries(live_server, "samira")
    page.goto("/diary/new")
    with no_network(page):
        page.fill(WRITE, "Toch maar niet.")
        page.click(SAVE)
        expect(page.locator(".card.waiting")).to_be_visible()
        page.goto("/waiting")
        throw = page.locator(".card.waiting button.quiet")
        throw.click()
        expect(throw).to_have_text("Echt weggooien?")
        assert len(kept(page)["outbox"]) == 1
        throw.click()
        expect(page.locator(".card.waiting")).to_have_count(0)
    page.goto("/")
    chip(page, "saved")
    assert entries(live_server, "samira") == before
