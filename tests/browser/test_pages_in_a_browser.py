"""What every page owes a person, in a real browser: no errors, no refusals by our own policy, readable for all."""

from __future__ import annotations

import pytest

from tests.browser.axe import audit
from tests.browser.conftest import DESK, PHONE
from tests.house.routes import crawl

# Everybody's pages are found by following links from here; one of each is opened.
STARTS = ["/", "/journal", "/me", "/help", "/desk", "/people"]
WHO = ("samira", "joris", "noor", "karim", "femke", "ilse", None)
DARK_DESK = {**DESK, "color_scheme": "dark"}
SMALL_DARK_PHONE = {**PHONE, "viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}


def one_of_each(world, name: str | None) -> list[str]:
    """An address of every page that somebody reaches by following links."""
    who = world.person(name) if name else world.stranger()
    starts = STARTS if name else ["/sign-in", "/invitation", "/help", "/nothing/here"]
    reached: dict[str, str] = {}
    for path, endpoint, answer in crawl(who, starts, most_per_endpoint=1):
        if answer.mimetype == "text/html" and answer.status_code in (200, 404):
            reached.setdefault(endpoint or path, path)
    return sorted(reached.values())


def overflows(page) -> bool:
    """True when a page is wider than its window, so that it has to be moved sideways."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")


@pytest.mark.parametrize("name", WHO, ids=str)
@pytest.mark.parametrize(
    "shape", [SMALL_DARK_PHONE, DARK_DESK, PHONE], ids=["360 dark", "1280 dark", "390 light"]
)
def test_every_page_is_accessible_fits_and_is_free_of_errors(open_browser, live_server, trouble, name, shape):
    trouble.expect("status of 404")  # the page that says so is looked at too
    context = open_browser(**shape)
    if name:
        live_server.sign_in(context, name)
    page = context.new_page()
    for path in one_of_each(live_server.world, name):
        page.goto(path)
        assert page.title().endswith("Naast")
        audit(page)
        assert not overflows(page), f"{path} is wider than the window"


@pytest.mark.parametrize("name", ["samira", "noor"])
def test_nothing_is_lost_at_twice_the_size_of_text(open_browser, live_server, trouble, name):
    trouble.expect("status of 404")
    context = open_browser(**{**PHONE, "viewport": {"width": 390, "height": 844}})
    live_server.sign_in(context, name)
    page = context.new_page()
    for path in one_of_each(live_server.world, name):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '212.5%'")
        assert not overflows(page), f"{path} is wider than the window"


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
