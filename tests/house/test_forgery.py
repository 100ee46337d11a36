"""Forgery: a change that another site asks for does not happen."""

import pytest

from app.web.forgery import comes_from_us
from tests.marks import ON_ONE
from tests.visitors import ORIGIN

# A form of a page that gives no referrer away comes with the origin "null".
OURS = [("same-origin", None), ("same-origin", ORIGIN), ("same-origin", "null"), (None, ORIGIN)]
THEIRS = [
    (None, None),
    (None, "null"),
    (None, ""),
    (None, "https://elsewhere.example"),
    (None, f"{ORIGIN}.elsewhere.example"),
    (None, ORIGIN.upper()),
    (None, "http://localhost"),
    ("", ORIGIN),
    ("none", None),
    ("none", ORIGIN),
    ("same-site", None),
    ("same-site", ORIGIN),
    ("cross-site", None),
    ("cross-site", ORIGIN),
    ("same-origin", "https://elsewhere.example"),
    ("Same-Origin", None),
    ("same-origin, same-origin", None),
]


@pytest.mark.parametrize(("site", "origin"), OURS)
def test_our_own_pages_are_believed(site, origin):
    assert comes_from_us(site, origin, ORIGIN)


@pytest.mark.parametrize(("site", "origin"), THEIRS)
def test_other_pages_are_not(site, origin):
    assert not comes_from_us(site, origin, ORIGIN)


@ON_ONE
@pytest.mark.parametrize(("site", "origin"), THEIRS)
def test_words_posted_from_another_site_are_not_kept(shared, site, origin):
    samira = shared.person("samira")
    answer = samira.post(
        "/diary",
        {"on": "2026-01-02", "did": "Not written by Samira."},
        headers={"Sec-Fetch-Site": site, "Origin": origin},
    )
    assert answer.status_code == 403
    assert "Not written by Samira." not in samira.get("/journal").text


@pytest.mark.parametrize("trick", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_a_get_cannot_pass_for_a_post(shared, trick):
    samira = shared.person("samira")
    assert samira.get("/diary?_method=POST&did=x", headers={trick: "POST"}).status_code == 405


def test_the_host_in_the_request_does_not_decide_who_we_are(shared):
    samira = shared.person("samira")
    forged = {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example", "Host": "elsewhere.example"}
    forged["X-Forwarded-Host"] = "elsewhere.example"
    answer = samira.browser.post(
        "/diary",
        data={"did": "x"},
        headers={name: value for name, value in forged.items() if value},
        base_url=ORIGIN,
    )
    assert answer.status_code == 403
