"""What every page owes a person, in a real browser: no errors, no refusals by our own policy, readable for all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest

from tests.browser.axe import audit
from tests.browser.conftest import PHONE
from tests.browser.thumbs import check_outlines, check_targets
from tests.house.routes import crawl
from tests.pages import Element, Page
from tests.worlds import World, beginning

WITHOUT_WINDOWS = True

# Everybody's pages are found by following links from here; one of each is opened.
STARTS = ["/", "/journal", "/me", "/help", "/desk", "/people"]
WHO = ("samira", "joris", "noor", "karim", "femke", "ilse", None)
# Whoever works on a page sees the most of them at once; the rest before it is taken.
EACH = [name if name in ("samira", None) else pytest.param(name, marks=pytest.mark.thorough) for name in WHO]
SMALL_DARK_PHONE = {**PHONE, "viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
# Every element that can be seen, with what it stands in: where these are the same, axe says the same but for colours.
SEEN = """() => [...new Set([...document.querySelectorAll("body *")].filter((one) => one.checkVisibility())
  .map((one) => `${one.parentElement.tagName}.${one.parentElement.className}>${one.tagName}.${one.className}`))].sort().join()"""


def shape_of(page: Page) -> frozenset[str]:
    """Which elements stand in which: pages of one address that are alike in this look alike, whoever opens them."""
    return frozenset(f"{_kind(around)}>{_kind(element)}" for element, around in _with_parents(page))


def _with_parents(page: Page) -> Iterator[tuple[Element, Element]]:
    return ((element, element.parent) for element in page.all() if element.parent is not None)


def _kind(element: Element) -> str:
    shown = {name: element.get(name) for name in ("class", "type", "role", "hidden", "open", "disabled")}
    return f"{element.tag} {shown} {sorted(element.attributes)}"


def reached_by(world, name: str | None) -> dict[tuple, str]:
    """An address of every page that somebody reaches by following links, by endpoint and shape."""
    who = world.person(name) if name else world.stranger()
    starts = STARTS if name else ["/sign-in", "/invitation", "/help", "/nothing/here"]
    found: dict[tuple, str] = {}
    endpoints = set()
    for path, endpoint, answer in crawl(who, starts, most_per_endpoint=1):
        if answer.mimetype == "text/html" and answer.status_code in (200, 404):
            if (endpoint or path) not in endpoints:
                found[endpoint or path, shape_of(Page(answer.text))] = path
            endpoints.add(endpoint or path)
    return found


@pytest.fixture(scope="module")
def visits(_beginnings) -> dict[str | None, list[str]]:
    """What each of them opens: every page of every shape once, by the first of WHO who reaches it."""
    if "sqlite" not in _beginnings:
        _beginnings["sqlite"] = beginning("sqlite")
    world = World("sqlite", *_beginnings["sqlite"])
    by_whom: dict[tuple, tuple[str | None, str]] = {}
    for name in WHO:
        for page, path in reached_by(world, name).items():
            by_whom.setdefault(page, (name, path))
    world.end()
    return {name: sorted(path for who, path in by_whom.values() if who == name) for name in WHO}


def check_fit(page, width: int, height: int, theme: Literal["dark", "light"]) -> None:
    """In a window of this size the page is not wider, so that nobody has to move it sideways."""
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=theme)
    found = page.evaluate(
        "document.documentElement.scrollWidth"
    )  # a phone's own innerWidth would grow with it
    assert found <= width + 1, f"{page.url} is {found} pixels wide in a window of {width}, {theme}"


@pytest.mark.parametrize("name", EACH, ids=str)
def test_every_page_is_accessible_fits_and_is_free_of_errors(
    open_browser, live_server, trouble, visits, name
):
    """On a small dark phone, a light one, that one at twice the size of text, and a dark computer."""
    trouble.expect("status of 404")  # the page that says so is looked at too
    context = open_browser(**SMALL_DARK_PHONE)
    if name:
        live_server.sign_in(context, name)
    page = context.new_page()
    for path in visits[name]:
        page.goto(path)
        assert page.title().endswith("Naast")
        check_fit(page, 360, 740, "dark")
        audit(page)
        check_outlines(page)
        check_targets(page)
        on_a_phone = page.evaluate(SEEN)
        check_fit(page, 390, 844, "light")
        audit(page, only="color-contrast")
        check_outlines(page)
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        check_fit(page, 390, 844, "light")
        page.evaluate("document.documentElement.style.fontSize = ''")
        check_fit(page, 1280, 800, "dark")
        if page.evaluate(SEEN) != on_a_phone:
            audit(page)


def test_everybody_has_pages_of_their_own_to_open(visits):
    assert {name: len(paths) for name, paths in visits.items() if not paths} == {}


def test_words_that_look_like_code_arrive_and_code_does_not(page_of):
    page = page_of("samira")
    page.goto("/")
    put = "text => { const place = document.createElement('p'); place.innerHTML = text; return place.textContent }"
    assert page.evaluate(put, "onclick= &lt;script&gt; javascript:") == "onclick= <script> javascript:"
    for code in (
        "<script>1</script>",
        "<p hx-on:click='1'>",
        "<a href=' java\nscript:1'>",
        "<template><iframe></iframe></template>",
        "<form hx-vals='js:{a: 1}'>",
    ):
        refused = f"text => {{ try {{ ({put})(text) }} catch (error) {{ return error.message }} }}"
        assert page.evaluate(refused, code) == "Refused: markup with code in it", code


def test_scripts_come_from_us_alone(page_of):
    page = page_of("samira")
    page.goto("/")
    load = """address => {
      try { document.createElement("script").src = address } catch (error) { return error.message }
    }"""
    for address in ("https://example.org/static/a.js", "/write", "/static/a.css", "data:text/javascript,1"):
        assert page.evaluate(load, address) == "Refused: a script that is not ours", address
    assert page.evaluate(load, "/static/any/js/app.js") is None
