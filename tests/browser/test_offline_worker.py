"""The worker and the phone's storage: what is kept is ours and whole, updates wait, and trouble is told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.outboxes import (
    SAVE,
    WRITE,
    diary,
    entries,
    in_between,
    kept,
    no_network,
    on_phone,
    settled,
)

CHIP = "#saving[data-told]"
CACHED = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) => {
  const cache = await caches.open(name);
  return [name, await Promise.all((await cache.keys()).map(async (key) => [key.url, await (await cache.match(key)).text()]))];
})))"""

# Chromium's own switch for a full disk has no effect here; this is how a full one answers.
FULL = """() => {
  window.roomy = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function () { if (this.name === "outbox") window.refused = true; throw new DOMException("full", "QuotaExceededError"); };
}"""


NOTED = """(user) => new Promise((done) => {
  const asked = indexedDB.open("naast", 1);
  asked.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries({ outbox: "id", drafts: ["user", "name"], pages: ["user", "path"], people: "user", notes: "name" }))
      asked.result.createObjectStore(name, { keyPath });
  };
  asked.onsuccess = () => {
    asked.result.transaction("people", "readwrite").objectStore("people").put({ user, told: Date.now() });
    asked.result.close();
    done();
  };
})"""


@pytest.fixture(autouse=True)
def _expected(trouble):
    trouble.expect(
        "ERR_INTERNET_DISCONNECTED",
        "Failed to fetch",
        "ERR_FAILED",
        "status of 50",
        "status of 413",
        "QuotaExceeded",
    )


def test_the_cache_holds_the_same_for_everybody_and_nothing_of_anybody(page_of):
    page = settled(page_of("samira"))
    page.goto("/journal")
    (files,) = page.evaluate(CACHED).values()
    assert any("/shell?language=nl" in url for url, _ in files)
    for url, content in files:
        assert "Samira" not in content, url
        assert not re.search(r"data-person=.[0-9a-f]", content), url


@pytest.mark.parametrize("only", ["/shell", "/help", "/static/"])
def test_a_portals_page_never_comes_into_the_cache(page_of, live_server, trouble, only):
    trouble.expect("favicon.ico")  # that document names no icon
    page = page_of("samira")
    page.goto("/manifest.webmanifest")  # where nothing registers a worker: this is the phone's first
    with in_between(live_server, "200 OK", b"<h1>Free wifi</h1>", only=only):
        failed = page.evaluate(
            """async () => {
              const ours = trustedTypes.createPolicy("naast", { createScriptURL: (url) => url });
              const asked = navigator.serviceWorker.register(ours.createScriptURL("/sw.js"));
              const worker = (await asked.catch(() => null))?.installing;
              if (!worker) return "refused";
              await new Promise((resolve) => worker.addEventListener("statechange", resolve));
              return worker.state;
            }"""
        )
    assert failed == ("refused" if only == "/static/" else "redundant")
    assert page.evaluate(CACHED) == {}


@pytest.mark.parametrize(
    ("status", "body", "kind", "state"),
    [
        ("200 OK", b"<h1>Free wifi</h1>", "text/html", "portal"),
        ("200 OK", b'{"results":[]}', "application/json", "portal"),
        ("502 Bad Gateway", b"<h1>Bad gateway</h1>", "text/html", "offline"),
        ("503 Service Unavailable", b"busy", "text/plain", "offline"),
    ],
)
def test_only_our_own_server_can_say_that_it_arrived(page_of, live_server, status, body, kind, state):
    page = settled(page_of("samira"), "/diary/new")
    before = entries(live_server, "samira")
    with in_between(live_server, status, body, kind):
        page.fill(WRITE, "Echt aangekomen?")
        page.click(SAVE)
        expect(page.locator(".card.waiting")).to_be_visible()
        expect(page.locator(CHIP)).to_have_attribute("data-state", state)
        assert entries(live_server, "samira") == before
        assert len(kept(page)["outbox"]) == 1
    page.goto("/")
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    assert entries(live_server, "samira") == before + 1


def test_while_the_server_is_gone_a_kept_page_stands_in_for_a_proxys_error(page_of, live_server):
    page = settled(page_of("samira"), "/diary/new")
    on_phone(page, "/diary/new")
    with in_between(live_server, "502 Bad Gateway", b"<h1>Bad gateway</h1>", only="/"):
        page.goto("/diary/new")
        expect(page.locator(WRITE)).to_be_visible()


FIREFOX = b"""
const unreachable = Promise.resolve(Response.error());
Object.defineProperty(FetchEvent.prototype, "preloadResponse", { get: () => unreachable });
"""


def test_where_asking_ahead_fails_with_an_answer_as_in_firefox_the_page_of_the_phone_stands_in(
    page_of, live_server, monkeypatch
):
    assets = live_server.world.app.extensions["naast_assets"]
    worker = assets["js/worker/worker.js"]
    as_there = type(worker)(worker.kind, worker.plain + FIREFOX, {})
    monkeypatch.setitem(assets, "js/worker/worker.js", as_there)
    page = settled(page_of("samira"), "/help")
    page.goto("/goals")
    expect(page.get_by_role("heading", level=1)).to_have_text("Geen internet")


def test_it_tries_again_by_itself_when_the_server_is_back(page_of, live_server):
    page = settled(page_of("samira"), "/diary/new")
    before = entries(live_server, "samira")
    with in_between(live_server, "502 Bad Gateway", b"<h1>Bad gateway</h1>"):
        page.fill(WRITE, "Straks.")
        page.click(SAVE)
        expect(page.locator(CHIP)).to_have_attribute("data-state", "offline")
    expect(page.locator(CHIP)).to_have_attribute("data-state", "saved", timeout=15_000)
    assert entries(live_server, "samira") == before + 1


@pytest.fixture
def new_version(live_server, monkeypatch):
    """Put another version of the app on the server, in place of the one that runs."""

    def put() -> None:
        app = live_server.world.app
        worker = app.extensions["naast_assets"]["js/worker/worker.js"]
        other = type(worker)(worker.kind, worker.plain + b"\n// newer", {})
        monkeypatch.setitem(app.extensions["naast_assets"], "js/worker/worker.js", other)

    return put


@pytest.fixture
def old_version(live_server):
    """The version of before again, as when a new one is taken back."""
    assets = live_server.world.app.extensions["naast_assets"]
    before = assets["js/worker/worker.js"]
    return lambda: assets.__setitem__("js/worker/worker.js", before)


# The worker that the server has now is in charge, and no other.
TAKE_OVER = """async () => {
  const one = await navigator.serviceWorker.getRegistration();
  const before = one.active;
  await one.update();
  for (let tries = 0; one.active === before; tries += 1) {
    if (tries === 400) throw new Error("the newer worker does not take over");
    one.waiting?.postMessage("take-over");
    await new Promise((go) => setTimeout(go, 50));
  }
}"""


def test_a_new_version_never_interrupts_who_is_typing_and_is_offered(page_of, new_version):
    page = settled(page_of("samira"), "/diary/new")
    page.wait_for_timeout(3200)
    page.evaluate("window.stillTheSame = true")
    page.fill(WRITE, "Midden in een zin")
    new_version()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    offer = page.locator(".notice", has_text="nieuwe versie")
    expect(offer).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("window.stillTheSame") is True
    expect(page.locator(WRITE)).to_have_value("Midden in een zin")
    offer.locator("button").click()
    page.wait_for_function("() => window.stillTheSame === undefined")
    expect(page.locator(WRITE)).to_have_value("Midden in een zin")


DEAF = "() => { ServiceWorker.prototype.postMessage = () => {}; }"


@pytest.mark.thorough
def test_who_asks_for_the_newer_version_gets_a_page_also_when_the_browser_forgets_it(page_of, new_version):
    page = settled(page_of("samira"), "/diary/new")
    new_version()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    offer = page.locator(".notice", has_text="nieuwe versie")
    expect(offer).to_be_visible()
    page.evaluate(DEAF)
    page.evaluate("window.stillTheSame = true")
    offer.locator("button").click()
    page.wait_for_function("() => window.stillTheSame === undefined", timeout=9000)
    expect(page.locator(WRITE)).to_be_visible()


@pytest.mark.thorough
def test_without_our_own_server_the_older_version_stays(page_of, new_version, live_server):
    page = settled(page_of("samira"), "/diary/new")
    new_version()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    offer = page.locator(".notice", has_text="nieuwe versie")
    expect(offer).to_be_visible()
    page.evaluate(DEAF)
    page.evaluate("window.stillTheSame = true")
    with in_between(live_server, "200 OK", b"<p>Log in to our network", only="/ping"):
        offer.locator("button").click()
        page.wait_for_timeout(6500)
        assert page.evaluate("window.stillTheSame") is True
        assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => !!one?.active)")


SHOW = """hidden => {
  Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible"), configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
WAITING = "navigator.serviceWorker.getRegistration().then((one) => !!one.waiting || !!one.installing)"


@pytest.mark.thorough
def test_a_new_version_is_taken_by_itself_when_nobody_looks_and_not_while_pages_are_opened(
    page_of, new_version
):
    page = settled(page_of("samira"))
    new_version()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    offer = page.locator(".notice", has_text="nieuwe versie")
    expect(offer).to_be_visible()
    for _ in range(3):
        page.goto("/")
        expect(offer).to_be_visible()
    page.evaluate(SHOW, True)
    page.wait_for_timeout(1000)
    page.evaluate(SHOW, False)  # looked away for a moment only
    page.wait_for_timeout(4500)
    assert page.evaluate(WAITING)
    page.evaluate(SHOW, True)
    expect(offer).to_have_count(0, timeout=8000)
    assert not page.evaluate(WAITING)


@pytest.mark.thorough
def test_what_waits_is_sent_by_a_newer_worker_and_by_an_older_one_after_it(
    page_of, live_server, new_version, old_version
):
    page = settled(page_of("samira"), "/diary/new")
    before = entries(live_server, "samira")
    for put, words in ((new_version, "Gewacht op de nieuwe."), (old_version, "Gewacht op de oude.")):
        with in_between(live_server, "502 Bad Gateway", b"no"):
            diary(page, words)
            expect(page.locator(".card.waiting")).to_be_visible()
            put()
            page.evaluate(TAKE_OVER)
            assert len(kept(page)["outbox"]) == 1
        page.evaluate("navigator.serviceWorker.ready.then((one) => one.sync.register('naast-outbox'))")
        for _ in range(100):
            if entries(live_server, "samira") > before and not kept(page)["outbox"]:
                break
            page.wait_for_timeout(100)
        page.goto("/diary/new")
        expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
        before += 1
        assert entries(live_server, "samira") == before


def test_the_worker_can_be_retired_and_what_waits_stays(page_of, live_server, monkeypatch):
    page = settled(page_of("samira"), "/diary/new")
    with in_between(live_server, "502 Bad Gateway", b"no"):
        page.fill(WRITE, "Wacht gewoon.")
        page.click(SAVE)
        expect(page.locator(".card.waiting")).to_be_visible()
        app = live_server.world.app
        retire = app.extensions["naast_assets"]["js/worker/retire.js"]
        monkeypatch.setitem(app.extensions["naast_assets"], "js/worker/worker.js", retire)
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        for _ in range(50):
            if not page.evaluate(CACHED):
                break
            page.wait_for_timeout(100)
        assert page.evaluate(CACHED) == {}
        assert len(kept(page)["outbox"]) == 1


def test_a_full_phone_says_so_and_the_words_stay(page_of, trouble):
    trouble.expect("page error: full")
    page = settled(page_of("samira"), "/diary/new")
    page.evaluate(FULL)
    page.fill(WRITE, "Vol is vol. " * 1500)
    page.click(SAVE)
    for _ in range(100):
        if page.evaluate("window.refused"):
            break
        page.wait_for_timeout(50)
    expect(page.locator(SAVE)).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("form [role=alert]")).to_contain_text("is vol")
    assert page.input_value(WRITE).startswith("Vol is vol.")
    expect(page.locator(CHIP)).to_have_attribute("data-state", "unkept")
    page.evaluate("void (IDBObjectStore.prototype.put = window.roomy)")
    page.click(SAVE)
    page.wait_for_url("**/entries/*")


def test_a_phone_that_threw_everything_away_is_told_so(page_of):
    page = settled(page_of("samira"))
    diary(page, "Dit kwam aan.")
    page.wait_for_url("**/entries/*")
    page.goto("/help")
    expect(page.locator(CHIP)).to_be_visible()
    page.wait_for_timeout(200)  # what this page does by itself is done
    page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('naast').onsuccess = done; })")
    # A page that is still open notes something of its reader, as it does after sending.
    page.evaluate(NOTED, page.evaluate("document.body.dataset.person"))
    page.goto("/")
    expect(page.locator("main .notice")).to_contain_text("gooide weg wat Naast erop bewaarde")


@pytest.mark.thorough
def test_two_tabs_send_each_thing_once(page_of, live_server):
    one = settled(page_of("samira"), "/diary/new")
    on_phone(one, "/diary/new")
    before = entries(live_server, "samira")
    other = one.context.new_page()
    other.goto("/")
    with no_network(one):
        for number in range(6):
            one.goto("/diary/new")
            one.fill(WRITE, f"Nummer {number}.")
            one.click(SAVE)
            expect(one.locator("[data-alone]")).to_be_visible()
        expect(other.locator(CHIP)).to_contain_text("6")
    for page in (one, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    for page in (one, other):
        expect(page.locator(CHIP)).to_have_attribute("data-state", "saved")
    assert entries(live_server, "samira") == before + 6


def test_on_the_desk_the_truth_about_saving_stands_too(desk, live_server):
    live_server.sign_in(desk, "noor")
    page = desk.new_page()
    page.goto("/desk")
    expect(page.locator(CHIP)).to_have_text("Alles bewaard")
