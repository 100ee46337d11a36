"""What holds of HTTP itself: methods that nobody offers, other sites that ask along, kinds of content, and the Host."""

import re

import pytest

from tests.house.routes import addresses, ids_by_name, nowhere, routes

ELSEWHERE = "https://elsewhere.example"
TEXTUAL = re.compile(r"^text/|\+xml$|/xml$")

# A walk through the whole house tells the same on both databases; it is walked on one.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module")
def paths(shared):
    """An address of every route, of a thing that is there where there is one."""
    known = ids_by_name(shared)
    return [
        path
        for route in routes(shared.app)
        for path in [*addresses(shared, route, known, 1), nowhere(route)][:1]
    ]


@pytest.mark.slow
def test_no_route_traces_or_connects(shared, paths):
    for who in (shared.person("noor"), shared.stranger()):
        for path in paths:
            for method in ("TRACE", "CONNECT", "TRACK"):
                answer = who.open(method, path, headers={"X-Canary": "CANARY"})
                assert answer.status_code == 405, f"{method} {path}: {answer.status}"
                assert b"CANARY" not in answer.data


@pytest.mark.slow
def test_no_answer_lets_another_site_read_along(shared, paths):
    """No CORS at all: not for a site that asks, and not for one that asks first whether it may."""
    asks_first = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-naast"}
    samira = shared.person("samira")
    for path in paths:
        for method, headers in (("GET", {}), ("OPTIONS", asks_first)):
            answer = samira.open(method, path, headers={"Origin": ELSEWHERE, **headers})
            allowed = [name for name in dict(answer.headers) if name.lower().startswith("access-control-")]
            assert allowed == [], f"{method} {path}: {allowed}"


@pytest.mark.slow
def test_every_text_says_in_which_characters_it_is_written(shared, paths):
    known = ids_by_name(shared)
    static = [
        path
        for route in routes(shared.app, "GET")
        if route.endpoint == "assets.static"
        for path in addresses(shared, route, known)
    ]
    seen = set()
    for path in [*paths, *static, "/nothing/here"]:
        answer = shared.person("samira").get(path) if path not in static else shared.stranger().get(path)
        if TEXTUAL.search(answer.mimetype):
            seen.add(answer.mimetype)
            assert answer.mimetype_params.get("charset") == "utf-8", f"{path}: {answer.content_type}"
    assert {"text/html", "text/css", "text/javascript", "image/svg+xml"} <= seen


def test_no_answer_repeats_the_host_it_was_asked_at(shared):
    """Addresses in answers are paths: a made-up Host, or one that a proxy passed on, leads nobody anywhere."""
    forged = {"X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "http"}
    for path in ("/offline//start", "/static//0/x.js", "//journal", "/journal/", "/journal", "/", "/join"):
        place = {"PATH_INFO": path}  # given so, because a client would read //journal as a host
        answer = shared.stranger().browser.get(
            "/", base_url=ELSEWHERE, headers=forged, environ_overrides=place
        )
        assert "elsewhere.example" not in (answer.location or ""), path
        assert answer.status_code in (303, 404), f"{path}: {answer.status}"
