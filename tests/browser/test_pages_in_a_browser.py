"""What every page owes a person, in a real browser: no errors, no refusals by our own policy, readable for all."""

from __future__ import annotations

import pytest

from tests.browser.axe import audit

PLACES = [
    ("samira", "/"),
    ("samira", "/me"),
    ("samira", "/help"),
    ("joris", "/"),
    ("noor", "/"),
    ("femke", "/"),
]


@pytest.mark.parametrize(("name", "path"), PLACES, ids=lambda value: value)
def test_a_page_is_accessible_and_free_of_errors(page_of, name, path):
    page = page_of(name)
    page.goto(path)
    assert page.title().endswith("Naast")
    audit(page)


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
