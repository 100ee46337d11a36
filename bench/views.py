"""Views: how soon a phone four times slower, on a slow 4G line, shows Today and answers a finger, as the browser itself tells.

The line is slowed at the server, for what the service worker asks too, which the browser's own slowing leaves out.
First view: nothing cached, signed in by a cookie. Repeat view: the phone of somebody who made a passkey on it and was
here a moment ago, so that its worker is awake and Today stands first as it last was. Asleep: the same phone later, when
the browser has stopped the worker; Today then comes over the line. Beside them the same bytes of a page with its style
sheet, and no script at all.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from bench.offline import signed_in
from bench.pages import answer, environ
from bench.world import World, carried
from tests.browser.passkeys import Authenticator

SLOWER = 4
LATENCY, BYTES_A_SECOND = 0.15, 200_000  # slow 4G as Lighthouse has it: 150 ms and 1.6 Mbit/s
BARE = "/bare"
STOOD_FIRST = "Boolean(document.body.dataset.first)"
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "nl-NL", "has_touch": True}
WATCH = """
window.told = {lcp: 0, tbt: 0, inp: 0, fcp: 0};
const watch = (type, take, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({type, buffered: true, ...more});
watch("paint", (one) => { if (one.name === "first-contentful-paint") told.fcp = one.startTime; });
watch("largest-contentful-paint", (one) => { told.lcp = one.startTime; });
watch("longtask", (one) => { told.tbt += Math.max(0, one.duration - 50); });
watch("event", (one) => { if (one.interactionId) told.inp = Math.max(told.inp, one.duration); }, {durationThreshold: 16});
"""


def slowed(application: Callable, bare: bytes) -> Callable:
    """The app at the other end of a slow line, and a bare page beside it."""

    def line(given: dict[str, Any], start: Callable) -> Iterable[bytes]:
        if given["PATH_INFO"] == BARE:
            start(
                "200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(bare)))]
            )
            body = bare
        else:
            parts = application(given, start)
            body = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
        time.sleep(LATENCY + len(body) / BYTES_A_SECOND)
        return [body]

    return line


def without_scripts(here: World, origin: str) -> bytes:
    """Today's bytes with its scripts taken out, and filled up to the same size."""
    status, page = answer(here.app.wsgi_app, environ("/", here.headers(), origin))
    assert status == "200 OK", status
    bare = re.sub(rb"<script.*?</script>|<link rel=\"manifest\"[^>]*>", b"", page)
    return bare + b" " * (len(page) - len(bare))


def opened(context: BrowserContext, page: Page, address: str) -> dict[str, float]:
    """What the browser tells of one view, once it is quiet."""
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    return page.evaluate("told")


def slow(context: BrowserContext, page: Page) -> None:
    """This page runs as on a slower phone, and what the browser tells of it is kept."""
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)


def first(browser: Browser, here: World, address: str) -> dict[str, float]:
    """One view with nothing cached."""
    context = browser.new_context(**PHONE)
    context.add_cookies([carried(address, here.cookie)])
    page = context.new_page()
    slow(context, page)
    found = opened(context, page, address)
    context.close()
    return found


def again(browser: Browser, here: World, origin: str, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Views by who was here before, and last what it takes to write: each letter is kept on the phone.

    Awake and asleep in turns, and each is what it is said to be; the view before the first round is not counted.
    """
    context = browser.new_context(**PHONE)
    page = context.new_page()
    Authenticator(page)
    signed_in(page, here, origin)
    slow(context, page)
    workers = context.new_cdp_session(page)
    workers.send("ServiceWorker.enable")
    found: dict[str, list[dict[str, float]]] = {"repeat": [], "asleep": []}
    opened(context, page, origin)
    for _ in range(rounds):
        for name, view in found.items():
            if name == "asleep":
                workers.send("ServiceWorker.stopAllWorkers")
            view.append(opened(context, page, origin))
            assert page.evaluate(STOOD_FIRST) == (name == "repeat"), name
    opened(context, page, f"{origin}/diary/new")
    page.locator("textarea[name=did]").tap()
    page.keyboard.type("We talked about school.", delay=40)
    page.wait_for_timeout(1000)
    typed = page.evaluate("told.inp")
    context.close()
    return {name: [{**view, "inp": typed} for view in seen] for name, seen in found.items()}


def measure(browser: Browser, here: World, origin: str, rounds: int) -> dict[str, dict[str, float]]:
    """The middle one of several views, in milliseconds: first, repeat, asleep, and the bare page."""
    views: dict[str, list[dict[str, float]]] = {"first": [], "bare": []}
    for _ in range(rounds):
        views["first"].append(first(browser, here, origin))
        views["bare"].append(first(browser, here, origin + BARE))
    views |= again(browser, here, origin, rounds)
    return {
        name: {what: round(statistics.median(view[what] for view in seen)) for what in ("lcp", "tbt", "inp")}
        for name, seen in views.items()
    }
