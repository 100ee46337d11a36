"""The console is clean: no page of the house makes the browser say anything, and nothing that it asks for fails."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE
from tests.browser.noise import Noise
from tests.house.routes import addresses, ids_by_name, routes
from tests.house.test_pages import NO_PAGE, code_of

WITHOUT_WINDOWS = True

# Who opens every page they may, signed out too; then who opens what nobody before them could.
EVERYTHING = ("samira", "noor", None)
THE_REST = ("femke", "karim", "ilse", "dilan", "milan", "aysel")
NOWHERE = "/nothing/here"
LATE = 4000  # milliseconds; of what was fetched and not used Chromium tells after three seconds
MISDEEDS = {
    "a line": "console.debug('here')",
    "a fault": "throw new Error('broken')",
    "a promise that nobody catches": "Promise.reject(new Error('broken'))",
    "something that is not there": "fetch('/static/0/nothing.js')",
    "something elsewhere": "fetch('http://elsewhere.invalid/')",
    "a script in the page": "document.head.append(Object.assign(document.createElement('script'), { text: '1' }))",
    "a style in the page": "document.body.setAttribute('style', 'color: red')",
    "markup with code": "document.createElement('p').innerHTML = '<script>1</script>'",
    "a policy of somebody else": "trustedTypes.createPolicy('theirs', {})",
}


def pages_of(world, name: str | None, besides: set[str], most: int) -> dict[str, str]:
    """An address of every page that somebody may open, by endpoint; of each so many are tried."""
    who = world.person(name) if name else world.stranger()
    known, found = ids_by_name(world), {}
    for route in routes(world.app, "GET"):
        if route.endpoint not in besides:
            for path in addresses(world, route, known, most):
                answer = who.get(path)
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    found[route.endpoint] = path
                    break
    return found


def seated(open_browser, live_server, name: str | None, shape: dict) -> tuple[Noise, Page]:
    """Somebody's browser, signed in there: what is heard in it, and a page."""
    context = open_browser(**shape)
    noise = Noise(context)
    if name:
        live_server.sign_in(context, name)
    page = context.new_page()
    noise.listen(page)
    return noise, page


@pytest.mark.long
def test_no_page_makes_the_browser_say_anything(open_browser, live_server, trouble):
    trouble.expect(NOWHERE)
    world, opened = live_server.world, set(NO_PAGE)
    for name in (*EVERYTHING, *THE_REST):
        besides, most = (set(NO_PAGE), 15) if name in EVERYTHING else (opened, 40)
        pages = pages_of(world, name, besides, most)
        opened |= set(pages)
        noise, page = seated(open_browser, live_server, name, DESK if name == "noor" else PHONE)
        for path in pages.values():
            noise.visit(page, path)
        if name is None:
            page.goto("/invitation")
            page.get_by_label("Je code").fill(code_of(world))
            page.get_by_role("button", name="Ga verder").click()
            page.wait_for_url("**/join")
            noise.rest(page)
            opened.add("accounts.join")
            page.wait_for_timeout(LATE)
        assert noise.said == []
        if name in EVERYTHING:
            noise.visit(page, NOWHERE)
            assert [line for line in noise.said if NOWHERE not in line or "404" not in line] == []
    assert {route.endpoint for route in routes(world.app, "GET")} - opened == set()


@pytest.mark.parametrize("misdeed", MISDEEDS)
def test_what_a_browser_says_is_heard(open_browser, live_server, trouble, misdeed):
    trouble.expect("")
    noise, page = seated(open_browser, live_server, None, PHONE)
    noise.visit(page, "/help")
    assert noise.said == []
    page.evaluate(f"() => void setTimeout(() => {{ {MISDEEDS[misdeed]} }})")
    page.wait_for_timeout(200)
    assert noise.said
