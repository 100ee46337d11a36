"""Fixtures for tests in a real Chromium: a live server, a phone, a desk, and nothing that goes wrong unseen.

One browser and one server per process; every test gets fresh data, and contexts of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser import chromium
from tests.browser.passkeys import Authenticator
from tests.browser.server import LiveServer
from tests.browser.trouble import Trouble
from tests.worlds import beginning

HERE = Path(__file__).parent
EVERYWHERE = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "reduced_motion": "reduce"}
PHONE = {**EVERYWHERE, "viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {**EVERYWHERE, "viewport": {"width": 1280, "height": 800}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in this folder are `browser` tests."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def play() -> Iterator[Playwright]:
    """Playwright of this process; the Chromium is found or installed before, since its Node needs what comes with it."""
    chromium.find()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def _browsers(play) -> Iterator[Callable[[str], Browser]]:
    """The Chromium of this process at each path, started when it is asked for."""
    started: dict[str, Browser] = {}

    def at(path: str) -> Browser:
        if path not in started:
            started[path] = play.chromium.launch(executable_path=path, args=chromium.FLAGS)
        return started[path]

    yield at
    for browser in started.values():
        browser.close()


@pytest.fixture(scope="module")
def browser(request, _browsers) -> Browser:
    """The whole Chromium; the one without windows where the module says `WITHOUT_WINDOWS`: it has no background sync."""
    return _browsers(chromium.light() if hasattr(request.module, "WITHOUT_WINDOWS") else chromium.find())


@pytest.fixture(scope="session")
def _server(_beginnings) -> Iterator[LiveServer]:
    if "sqlite" not in _beginnings:
        _beginnings["sqlite"] = beginning("sqlite")
    server = LiveServer(*_beginnings["sqlite"])
    yield server
    server.stop()


@pytest.fixture
def live_server(_server) -> LiveServer:
    """Naast at `live_server.url`, with fresh data; `live_server.world` is the world behind it."""
    _server.begin_again()
    return _server


@pytest.fixture
def trouble() -> Iterator[Trouble]:
    """What went wrong in the browsers of this test; it fails on what it did not `trouble.expect(…)`."""
    trouble = Trouble()
    yield trouble
    rest = trouble.rest()
    assert not rest, "went wrong in the browser:\n" + "\n".join(rest)


@pytest.fixture
def open_browser(browser, live_server, trouble) -> Iterator[Callable[..., BrowserContext]]:
    """`open_browser(**PHONE)`: a browser with nothing in it; `/…` addresses lead to the live server."""
    opened: list[BrowserContext] = []

    def open_one(**options) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        trouble.watch(context)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def phone(open_browser) -> BrowserContext:
    """A phone of 390 x 844, in Dutch, without moving pictures."""
    return open_browser(**PHONE)


@pytest.fixture
def desk(open_browser) -> BrowserContext:
    """A computer's screen of 1280 x 800."""
    return open_browser(**DESK)


@pytest.fixture
def page(phone) -> Page:
    """A page on the phone, nobody signed in."""
    return phone.new_page()


@pytest.fixture
def page_of(phone, live_server) -> Callable[[str], Page]:
    """`page_of("samira")`: a page on the phone, on which she is signed in."""

    def open_page(name: str) -> Page:
        live_server.sign_in(phone, name)
        return phone.new_page()

    return open_page


@pytest.fixture
def passkeys(page) -> Authenticator:
    """The lock of the phone on which `page` is open."""
    return Authenticator(page)
