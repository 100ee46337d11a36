"""Today that stands first is for its reader alone, and never for long: it goes with whatever may change whose it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app import ids
from app.accounts import locks, signins
from app.accounts.forms import SetLockForm
from app.accounts.models import SignIn
from app.db import db
from app.people.models import Person
from app.safeguarding.routes import LEAVE_TO
from app.schemes.queries import actor_of
from tests.browser.outboxes import join_with_passkey, on_phone, settled
from tests.browser.passkeys import Authenticator
from tests.browser.test_offline_worker import CACHED
from tests.browser.todays import EXPECTED, FIRST, again, held, stands_first, stood

WITHOUT_WINDOWS = True

BY_BUTTON = "document.querySelector('[data-sign-out] button').click()"
PLAINLY = "HTMLFormElement.prototype.submit.call(document.querySelector('[data-sign-out]'))"


@pytest.fixture(autouse=True)
def _expected(trouble):
    trouble.expect(*EXPECTED)


@pytest.fixture
def today(page, passkeys, live_server):
    return stands_first(page, live_server)


def test_it_is_as_strict_as_the_servers_own_and_lies_in_no_cache(today):
    page = today
    of_server = page.reload().all_headers()
    page.wait_for_timeout(500)
    answer = page.goto("/")
    assert stood(page.evaluate(FIRST))
    assert answer.from_service_worker
    for name in ("content-security-policy", "cross-origin-opener-policy", "x-frame-options", "cache-control"):
        assert of_server[name]
    change = ("date", "x-request-id", "content-length", "content-encoding", "connection", "transfer-encoding")
    assert {k: v for k, v in answer.headers.items() if k not in change} == {
        k: v for k, v in of_server.items() if k not in change
    }
    assert (
        page.evaluate("() => { try { document.body.innerHTML = '<iframe></iframe>' } catch { return 1 } }")
        == 1
    )
    for files in page.evaluate(CACHED).values():
        for url, content in files:
            assert "Samira" not in content, url


def test_nothing_stands_first_from_an_older_worker_or_after_a_minute_of_silence(today):
    page = today
    worker = page.context.service_workers[0]
    worker.evaluate("() => { const now = Date.now; Date.now = () => now() + 61000; }")
    page.goto("/")
    assert page.evaluate(FIRST) == ""
    worker.evaluate("() => { const now = Date.now; Date.now = () => now() - 61000; }")
    again(page)
    assert stood(again(page))
    page.context.new_cdp_session(page).send("ServiceWorker.enable")
    protocol = page.context.new_cdp_session(page)
    protocol.send("ServiceWorker.enable")
    protocol.send("ServiceWorker.stopAllWorkers")
    page.goto("/")
    assert page.evaluate(FIRST) == ""


def test_a_phone_that_nobody_touches_falls_silent(today):
    page = today
    page.add_init_script("const every = setInterval; setInterval = (work, time) => every(work, time / 400);")
    page.goto("/help")
    worker = page.context.service_workers[0]
    worker.evaluate("() => { self.heardOf = 0; addEventListener('message', () => self.heardOf++); }")
    page.wait_for_timeout(400)
    assert worker.evaluate("() => self.heardOf") > 2
    page.evaluate("(() => { const now = Date.now; Date.now = () => now() + 11 * 60 * 1000; })()")
    page.wait_for_timeout(200)
    before = worker.evaluate("() => self.heardOf")
    page.wait_for_timeout(400)
    assert worker.evaluate("() => self.heardOf") == before


@pytest.mark.parametrize("way", [BY_BUTTON, PLAINLY], ids=["by the button", "plainly"])
def test_who_signed_out_leaves_nothing_that_stands_first(today, passkeys, live_server, way):
    page = today
    passkeys.touch(False)  # the sign-in page would let her in again by itself
    page.goto("/me")
    page.evaluate(f"setTimeout(() => {way})")
    page.wait_for_url("**/sign-in**")
    live_server.sign_in(page.context, "joris")
    page.goto("/")
    assert page.evaluate(FIRST) == ""
    expect(page.locator("h1")).to_have_text("Hoi Joris")


def test_what_was_on_its_way_for_a_page_that_was_left_goes_to_no_other(today, live_server):
    """Nobody asked for it there; the next who asks for Today, to keep it for later, may be somebody else."""
    left = today.context.new_page()
    left.context.new_cdp_session(left).send("Emulation.setScriptExecutionDisabled", {"value": True})
    left.goto("/")
    assert left.locator("body").get_attribute("data-first")
    left.close()
    live_server.sign_in(today.context, "joris")
    today.goto("/me")
    text = today.evaluate("fetch('/', { headers: { 'X-Pocket': '1' } }).then((answer) => answer.text())")
    assert "Hoi Joris" in text and "Samira</h1>" not in text


def test_who_comes_in_on_the_phone_of_another_sees_only_their_own(today, live_server):
    page = today
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => (name => sessionStorage.seen = (sessionStorage.seen ?? '') + name)"
        "(document.querySelector('h1')?.textContent + ';'))"
    )
    join_with_passkey(page, live_server, "joris")
    expect(page.locator("h1")).to_have_text("Hoi Joris")
    assert "Samira" not in page.evaluate("sessionStorage.seen")


def test_a_session_that_was_ended_elsewhere_leaves_the_screen_as_soon_as_the_server_says_so(
    today, passkeys, live_server
):
    page = today
    passkeys.touch(False)  # the sign-in page would let her in again by itself
    with live_server.world.inside():
        signins.end_all(live_server.world.cast["samira"])
    with held(live_server) as (let_go, _):
        page.goto("/")
        assert stood(page.evaluate(FIRST))
        page.evaluate(
            "new MutationObserver(() => (sessionStorage.gone = document.documentElement.hidden))"
            ".observe(document.documentElement, { attributes: true })"
        )
        let_go()
        page.wait_for_url("**/sign-in**")
    assert page.evaluate("sessionStorage.gone") == "true"  # before the sign-in page was asked for
    page.goto("/")
    page.wait_for_url("**/sign-in**")


@pytest.mark.parametrize("shared", [True, False])
def test_on_a_phone_that_keeps_nothing_readable_nothing_stands_first(phone, live_server, shared):
    page = phone.new_page()
    Authenticator(page, hasPrf=shared)
    join_with_passkey(page, live_server, "samira", shared=shared)
    settled(page)
    for _ in range(3):
        assert not stood(again(page, looks=8))  # it is never kept: there is nothing to wait for


def test_choosing_that_a_phone_is_shared_takes_it_away(today):
    page = today
    page.goto("/waiting")
    page.check("[data-choice=shared] input")
    page.wait_for_timeout(500)
    page.goto("/")
    assert page.evaluate(FIRST) == ""


def lock(live_server) -> None:
    with live_server.world.inside():
        samira = db.session.get_one(Person, live_server.world.cast["samira"])
        latest = select(SignIn).where(SignIn.person_id == samira.id).order_by(SignIn.id.desc()).limit(1)
        values = SetLockForm(new="482915", again="482915")
        locks.set_pin(actor_of(samira), db.session.scalars(latest).one(), values, ids.new_id())


def test_who_has_a_lock_of_their_own_waits_for_the_server(today, live_server):
    page = today
    lock(live_server)  # on another phone; here the one of before may stand once more
    again(page)
    for _ in range(2):
        assert again(page) == "never"


def test_a_page_from_which_something_can_be_sent_does_not_stand_first(page, passkeys, live_server):
    join_with_passkey(page, live_server, "ravi")
    settled(page)
    on_phone(page, "/")
    for _ in range(3):
        assert again(page) == ""
        expect(page.locator("main form")).not_to_have_count(0)
    beside = page.context.new_page()
    beside.goto("/help")  # another page cannot say that it may
    beside.evaluate("navigator.serviceWorker.controller.postMessage({ first: true })")
    assert again(page) == ""


def test_who_left_quickly_finds_nothing_standing(today, trouble):
    trouble.expect("favicon.ico")
    page = today
    page.route(f"{LEAVE_TO}**", lambda route: route.fulfill(body="<h1>Droog</h1>", content_type="text/html"))
    page.goto("/help")
    page.get_by_role("link", name="Snel weg").click()
    page.wait_for_url(f"{LEAVE_TO}**")
    page.unroute_all()  # while something is routed the browser asks for every page anew
    page.goto("/")
    assert page.evaluate(FIRST) == ""
