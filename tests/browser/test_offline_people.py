"""Whose phone it is: drafts, the own key, another person on the same phone, signing out, and what lies on the disk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.outboxes import (
    SAVE,
    WRITE,
    brought,
    drafts,
    entries,
    in_between,
    join_with_passkey,
    kept,
    no_network,
    on_phone,
    settled,
    words_of,
)
from tests.browser.passkeys import Authenticator

CHIP = "#saving[data-told]"


@pytest.fixture(autouse=True)
def _expected(trouble):
    trouble.expect(
        "ERR_INTERNET_DISCONNECTED",
        "Failed to fetch",
        "ERR_FAILED",
        "status of 401",
        "status of 409",
        "status of 502",
    )


@pytest.fixture
def with_passkey(page, passkeys, live_server):
    """Samira's phone, on which she signed in with a passkey that derives secrets."""
    join_with_passkey(page, live_server, "samira")
    return settled(page)


def write_offline(page, words: str) -> None:
    page.fill(WRITE, words)
    page.click(SAVE)
    expect(page.locator(".card.waiting", has_text=words)).to_be_visible()


def sign_in_again(page) -> None:
    """With the passkey, which this browser offers in the field by itself."""
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.wait_for_url("**/")


def test_what_is_typed_survives_a_reload_and_goes_when_it_is_sent(page_of):
    page = settled(page_of("samira"), "/diary/new")
    page.locator(WRITE).press_sequentially("Nog niet af", delay=5)
    page.wait_for_timeout(150)
    page.reload()
    expect(page.locator(WRITE)).to_have_value("Nog niet af")
    expect(page.locator("form[data-offline]")).to_contain_text("Hier begon je aan op")
    page.click(SAVE)
    page.wait_for_url("**/entries/*")
    assert kept(page)["drafts"] == []


def test_two_tabs_with_the_same_form_keep_both_texts(page_of):
    one = settled(page_of("samira"), "/diary/new")
    other = one.context.new_page()
    other.goto("/diary/new")
    for tab in (one, other):  # both are open and empty before anybody types
        brought(tab)
    one.fill(WRITE, "Uit het ene tabblad.")
    other.fill(WRITE, "Uit het andere.")
    drafts(one, 2)
    one.reload()
    expect(one.locator(WRITE)).to_have_value("Uit het ene tabblad.\n\nUit het andere.")


def test_begin_empty_throws_the_draft_away(page_of):
    page = settled(page_of("samira"), "/diary/new")
    page.fill(WRITE, "Weg hiermee.")
    page.wait_for_timeout(200)
    page.reload()
    page.click("form[data-offline] .text-button")
    expect(page.locator(WRITE)).to_have_value("")
    page.reload()
    page.wait_for_timeout(300)
    expect(page.locator(WRITE)).to_have_value("")


def test_the_last_weeks_open_without_network_with_the_passkey_alone(with_passkey):
    page = with_passkey
    on_phone(page, "/", "/journal")
    assert kept(page)["people"][0]["own"]["wrapped"]
    with no_network(page):
        page.goto("/journal")
        expect(page.locator("main")).to_contain_text("Er is nu geen internet")
        expect(page.locator("main .card").first).to_be_visible()
        # A new browser session: the worker remembers nothing, the passkey is asked for.
        page.evaluate("navigator.serviceWorker.controller.postMessage({ opener: null })")
        page.goto("/journal")
        page.click("main button:has-text('passkey')")
        expect(page.locator("main")).to_contain_text("Er is nu geen internet")


def test_a_waiting_entry_is_read_again_by_its_writer_alone(with_passkey):
    page = with_passkey
    page.goto("/diary/new")
    on_phone(page, "/diary/new")
    with no_network(page):
        write_offline(page, "Alleen voor mij.")
        page.evaluate("navigator.serviceWorker.controller.postMessage({ opener: null })")
        page.goto("/waiting")
        card = page.locator(".card.waiting")
        expect(card).not_to_contain_text("Alleen voor mij.")
        card.locator("button:has-text('passkey')").click()
        expect(page.locator(".card.waiting")).to_contain_text("Alleen voor mij.")


def test_when_the_session_ended_it_asks_to_sign_in_and_then_sends(with_passkey, live_server):
    page = with_passkey
    before = entries(live_server, "samira")
    page.goto("/diary/new")
    page.context.clear_cookies()
    page.fill(WRITE, "De sessie was voorbij.")
    page.click(SAVE)
    expect(page.locator(".card.waiting")).to_contain_text("zodra je inlogt")
    expect(page.locator(CHIP)).to_have_attribute("data-state", "signin")
    sign_in_again(page)
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    assert entries(live_server, "samira") == before + 1


def test_somebody_else_on_the_phone_sends_and_sees_nothing_of_it(page_of, live_server):
    page = settled(page_of("samira"), "/diary/new")
    samira, joris = entries(live_server, "samira"), entries(live_server, "joris")
    with in_between(live_server, "502 Bad Gateway", b"<h1>Bad gateway</h1>"):
        write_offline(page, "Van Samira.")
        page.context.clear_cookies()
        page.goto("/sign-in")
        expect(page.locator("main")).to_contain_text("Nog niet verstuurd, op deze telefoon: 1")
        live_server.sign_in(page.context, "joris")
    page.goto("/")
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    page.goto("/waiting")
    expect(page.locator("main")).not_to_contain_text("Van Samira.")
    page.wait_for_timeout(500)
    assert (entries(live_server, "samira"), entries(live_server, "joris")) == (samira, joris)
    assert len(kept(page)["outbox"]) == 1
    page.context.clear_cookies()
    live_server.sign_in(page.context, "samira")
    page.goto("/")
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    assert (entries(live_server, "samira"), entries(live_server, "joris")) == (samira + 1, joris)


def test_signing_out_wipes_what_can_be_read_and_keeps_what_waits(with_passkey, passkeys, live_server):
    page = with_passkey
    passkeys.touch(False)  # the door offers the passkey by itself, and nobody is to come in yet
    before = entries(live_server, "samira")
    on_phone(page, "/", "/journal")
    page.goto("/diary/new")
    with in_between(live_server, "502 Bad Gateway", b"<h1>Bad gateway</h1>"):
        write_offline(page, "Blijft verzegeld.")
        page.goto("/me")
        page.click("[data-sign-out] button")
        page.click("dialog button:has-text('Verzegeld bewaren')")
        page.wait_for_url("**/sign-in")
    stores = kept(page)
    assert stores["pages"] == []
    assert [row["state"] for row in stores["outbox"]] == ["queued"]
    assert stores["people"][0]["browser"] is None
    with no_network(page):
        page.goto("/journal")
        expect(page.locator("h1")).to_have_text("Geen internet")
    passkeys.touch(True)
    sign_in_again(page)
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    assert entries(live_server, "samira") == before + 1


def test_signing_out_can_send_first_or_throw_away_after_asking_twice(with_passkey, live_server):
    page = with_passkey
    before = entries(live_server, "samira")
    page.goto("/diary/new")
    with in_between(live_server, "502 Bad Gateway", b"<h1>Bad gateway</h1>"):
        write_offline(page, "Eerst versturen.")
        page.goto("/me")
        page.click("[data-sign-out] button")
        page.click("dialog button:has-text('Eerst versturen')")
        expect(page.locator("dialog")).to_contain_text("Dat lukte niet")
    page.click("dialog button:has-text('Eerst versturen')")
    page.wait_for_url("**/sign-in")
    assert entries(live_server, "samira") == before + 1
    sign_in_again(page)
    page.goto("/diary/new")
    with in_between(live_server, "502 Bad Gateway", b"<h1>Bad gateway</h1>"):
        write_offline(page, "Weg ermee.")
        page.goto("/me")
        page.click("[data-sign-out] button")
        throw = page.locator("dialog button.danger")
        throw.click()
        assert len(kept(page)["outbox"]) == 1
        throw.click()
        page.wait_for_url("**/sign-in")
    assert kept(page)["outbox"] == []


def test_without_network_signing_out_wipes_the_phone_and_the_server_hears_it_later(with_passkey):
    page = with_passkey
    on_phone(page, "/", "/journal")
    page.goto("/me")
    with no_network(page):
        page.click("[data-sign-out] button")
        page.wait_for_url("**/sign-in")
        assert kept(page)["pages"] == []
    page.goto("/journal")
    page.wait_for_url("**/sign-in**")
    expect(page.locator("[data-go]")).to_be_visible()


def test_a_shared_phone_keeps_nothing_that_can_be_read_and_writes_all_the_same(page, passkeys, live_server):
    join_with_passkey(page, live_server, "samira", shared=True)
    settled(page, "/diary/new")
    person = kept(page)["people"][0]
    assert (person["shared"], person["own"], person["browser"]) == (True, None, None)
    page.locator(WRITE).press_sequentially("Concept", delay=5)
    page.wait_for_timeout(150)
    assert kept(page)["drafts"][0]["own"] is None
    with no_network(page):
        write_offline(page, "Op een geleende telefoon.")
        [item] = kept(page)["outbox"]
        assert item["own"] is None
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    page.wait_for_timeout(4500)
    assert kept(page)["pages"] == []
    assert "Op een geleende telefoon." in words_of(live_server, "samira")[0]


def test_a_passkey_that_derives_nothing_leaves_the_choice_to_its_owner(phone, live_server):
    page = phone.new_page()
    Authenticator(page, hasPrf=False)
    join_with_passkey(page, live_server, "samira")
    settled(page, "/waiting")
    assert kept(page)["people"][0]["own"] is None
    page.click("[data-choice=passkey] button")
    expect(page.locator("[data-choices]")).to_contain_text("Jouw passkey kan dit niet")
    expect(page.locator("[data-choices]")).to_contain_text("Wie deze telefoon open kan maken")
    page.check("[data-choice=browser] input")
    on_phone(page, "/", "/journal")
    with no_network(page):
        page.goto("/journal")
        expect(page.locator("main")).to_contain_text("Er is nu geen internet")
    page.goto("/waiting")
    expect(page.locator("[data-choice=browser] input")).to_be_checked()
    page.uncheck("[data-choice=browser] input")
    for _ in range(50):
        now = kept(page)
        if {row["path"] for row in now["pages"]} <= set(now["people"][0]["forms"]):
            break
        page.wait_for_timeout(100)
    assert {row["path"] for row in now["pages"]} <= set(now["people"][0]["forms"])
