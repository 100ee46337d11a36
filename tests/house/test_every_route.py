"""What holds for every route of the house: it asks a policy, refuses forgery, reads without writing, and wears the headers."""

from itertools import cycle

import pytest
from sqlalchemy import select

from app import create_app
from app.audit import AuditLine
from app.db import db
from app.web.access import Rule, check_every_route, open_to_all
from tests.house.routes import addresses, ids_by_name, nowhere, routes, unsafe
from tests.visitors import ORIGIN, Visitor
from tests.worlds import World, settings

EVERYBODY = ("samira", "joris", "noor", "milan", "aysel", "dilan", "vera", "ilse", "karim", "femke")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types naast default",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
}
MAY_BE_KEPT = {
    "assets.static": ("public, max-age=31536000, immutable", "no-cache"),
    "offline.worker": ("no-cache",),
    "web.manifest": ("no-cache",),
}
# Reading leaves these marks and no others.
# A walk through the whole house tells the same on both databases; it is walked on one.
ONCE = pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="session")
MARKS_OF_READING = {
    "audit_line": ["*"],  # of these the test says that they tell of reading
    "reading": ["*"],
    "concern_reading": ["*"],
    "desk_look": ["*"],
    "opening_look": ["*"],
    "goal_reading": ["*"],
    "feedback_reading": ["*"],
    "rating_reading": ["*"],
    "talk_request": ["seen_at", "seen_by", "read_at"],
    "feedback": ["read_at"],
    "sign_in": ["seen_at"],
    "answer": ["read_at"],
    "account_event": ["seen_at"],
}
# Routes that change something without a verb, and why.
WITHOUT_A_VERB = {
    "accounts.join_options": "a step of a passkey ceremony, before somebody is in",
    "accounts.join_passkey": "a passkey ceremony, by which somebody comes in",
    "accounts.show_code": "shows the code of an invitation, before somebody is in",
    "accounts.sign_in_options": "a step of a passkey ceremony, before somebody is in",
    "accounts.sign_in_passkey": "a passkey ceremony, by which somebody comes in",
    "accounts.sign_out": "ends the sign-in it came with, and does no harm without one",
    "accounts.step_up_options": "a step of a passkey ceremony",
    "accounts.step_up_passkey": "a passkey ceremony, by which somebody shows once more who they are",
    "offline.open_draft": "opens a draft for its writer and changes nothing",
    "offline.sync": "brings verbs that waited on a phone; each goes the same road",
    "web.language": "sets a cookie and nothing else",
}
FORGED = [
    {"Sec-Fetch-Site": None, "Origin": None},
    {"Sec-Fetch-Site": "cross-site", "Origin": None},
    {"Sec-Fetch-Site": "same-site", "Origin": ORIGIN},
    {"Sec-Fetch-Site": "none", "Origin": None},
    {"Sec-Fetch-Site": None, "Origin": "https://elsewhere.example"},
    {"Sec-Fetch-Site": None, "Origin": "null"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"},
]


def check_headers(answer, endpoint: str | None = None) -> None:
    """The exact set, and nothing kept that may not be kept."""
    there = {name: answer.headers.get(name) for name in HEADERS}
    assert there == HEADERS, f"{answer.request.method} {answer.request.path}: {answer.status}"
    keeping = answer.headers.get("Cache-Control")
    assert keeping in ("no-store", *MAY_BE_KEPT.get(endpoint, ()))
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


def test_every_route_names_its_policy(shared):
    bare = [
        rule.endpoint
        for rule in shared.app.url_map.iter_rules()
        if not isinstance(getattr(shared.app.view_functions[rule.endpoint], "rule", None), Rule)
    ]
    assert bare == []


def test_a_route_without_a_policy_stops_the_start(shared):
    app = create_app(settings(shared.address))
    app.add_url_rule("/bare", view_func=lambda: "bare", endpoint="bare")
    with pytest.raises(RuntimeError, match="bare"):
        check_every_route(app)


def test_every_change_is_a_verb(shared):
    without = {route.endpoint for route in unsafe(shared.app) if not _verb(shared.app, route)}
    assert without == set(WITHOUT_A_VERB)


def _verb(app, route):
    return getattr(app.view_functions[route.endpoint], "verb", None)


def test_a_verb_is_carried_by_one_route_with_its_own_policy(shared):
    carried = {}
    for route in unsafe(shared.app):
        verb = _verb(shared.app, route)
        if verb:
            assert shared.app.view_functions[route.endpoint].rule.may is verb.may
            carried.setdefault(verb.name, []).append(route.endpoint)
    assert {name: places for name, places in carried.items() if len(places) > 1} == {}


def test_no_address_takes_a_number(shared):
    """A number in an address can be counted up, and 2^63 is an error in a database."""
    assert [
        rule.rule for rule in shared.app.url_map.iter_rules() if "<int" in rule.rule or "<float" in rule.rule
    ] == []


@pytest.mark.slow
@ONCE
def test_a_forged_change_is_refused_and_changes_nothing(shared):
    known = ids_by_name(shared)
    people = [shared.person(name) for name in EVERYBODY] + [shared.stranger()]
    turns = cycle(people)  # the people take turns, so that each meets every forgery on some routes
    before = shared.everything()
    for route in unsafe(shared.app):
        for path in addresses(shared, route, known, 2) or [nowhere(route)]:
            for headers in FORGED:
                for who in (next(turns), next(turns)):
                    answer = who.open(route.method, path, headers=headers, data={"language": "en"})
                    assert answer.status_code == 403, f"{who} {route.id} {headers}"
            check_headers(answer, route.endpoint)
    assert shared.everything() == before


@pytest.mark.slow
@ONCE
def test_no_address_that_is_read_changes_anything(shared):
    known = ids_by_name(shared)
    people = [shared.person(name) for name in EVERYBODY] + [shared.stranger()]
    before = shared.everything(besides=MARKS_OF_READING)
    asked = set()
    for who in people:
        for route in routes(shared.app, "GET"):
            for path in addresses(shared, route, known, 4):
                answer = who.get(path)
                assert answer.status_code < 500, f"{who} GET {path}"
                # HEAD goes the way of GET, in every route: tried once, by the first who gets in.
                if answer.status_code == 200 and route.id not in asked:
                    asked.add(route.id)
                    assert who.open("HEAD", path).status_code == 200, f"{who} HEAD {path}"
        after = shared.everything(besides=MARKS_OF_READING)
        changed = [table for table in before if before[table] != after[table]]
        assert changed == [], f"{who} changed {changed} by reading"
        before = after
    assert len(asked) > 100
    # The cast was told of an opening before anybody read.
    with shared.inside():
        verbs = set(db.session.scalars(select(AuditLine.verb).distinct()))
    assert {verb for verb in verbs if not verb.endswith(".read")} <= {"accounts.signed-in", "accounts.opened"}


@pytest.mark.slow
@ONCE
@pytest.mark.parametrize(
    "name", ["noor", *(pytest.param(x, marks=pytest.mark.thorough) for x in ("vera", None))]
)
def test_every_answer_wears_the_headers(shared, name):
    known, who = ids_by_name(shared), shared.person(name) if name else shared.stranger()
    statuses = set()
    for route in routes(shared.app):
        first, *others = [*addresses(shared, route, known, 2), nowhere(route)]
        asked = [(first, method) for method in {route.method, "HEAD", "OPTIONS", "PUT", "TRACE"}]
        asked += [(path, route.method) for path in others]
        for path, method in asked:
            answer = who.open(method, path, data={} if method not in ("GET", "HEAD") else None)
            statuses.add(answer.status_code)
            check_headers(answer, route.endpoint)
    for path in ("/nothing/here", "/static/0/nothing.js", "/entries/1", "/%00", "/" + "x" * 3000):
        check_headers(who.get(path))
    answer = who.post("/language", {"language": "x" * (2 * 1024 * 1024 + 1)})
    assert answer.status_code == 413
    check_headers(answer)
    assert {200, 303, 404, 405} <= statuses


def test_our_own_faults_wear_the_headers_and_tell_nothing(shared):
    app = create_app(settings(shared.address))

    def broken():
        raise KeyError("a secret in a traceback")

    app.add_url_rule("/broken", view_func=open_to_all(broken), endpoint="broken")
    answer = Visitor(app, "stranger").get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    check_headers(answer)


@pytest.mark.slow
def test_a_stranger_is_asked_to_sign_in_and_sees_no_page(shared):
    known = ids_by_name(shared)
    stranger = shared.stranger()
    for route in routes(shared.app):
        if shared.app.view_functions[route.endpoint].rule.open:
            continue
        for path in [*addresses(shared, route, known, 3), nowhere(route)]:
            answer = stranger.open(route.method, path)
            assert answer.status_code == 303, f"{route.id}: {answer.status}"
            assert answer.location.startswith("/sign-in")
            for_script = stranger.open(route.method, path, headers={"Accept": "application/json"})
            assert for_script.status_code == 401


def test_static_files_are_kept_under_their_own_version_only(shared):
    app = shared.app
    stranger = shared.stranger()
    version, name = app.extensions["naast_version"], next(iter(app.extensions["naast_assets"]))
    assert stranger.get(f"/static/{version}/{name}").headers["Cache-Control"].endswith("immutable")
    assert stranger.get(f"/static/000000000000/{name}").headers["Cache-Control"] == "no-cache"
    for odd in ("../wsgi.py", "..%2fwsgi.py", "css/../../app/db.py", "/etc/passwd"):
        assert stranger.get(f"/static/{version}/{odd}").status_code in (404, 308)


# The checks themselves, each broken once on purpose.
def test_a_missing_header_is_seen(shared):
    answer = shared.stranger().get("/ping")
    check_headers(answer)
    for name in HEADERS:
        kept = answer.headers.pop(name)
        with pytest.raises(AssertionError):
            check_headers(answer)
        answer.headers[name] = kept
    answer.headers["Cache-Control"] = "public"
    with pytest.raises(AssertionError):
        check_headers(answer)


def test_a_change_by_reading_is_seen(world: World):
    before = world.everything(besides=MARKS_OF_READING)
    samira = world.person("samira")
    after_signing_in = world.everything(besides=MARKS_OF_READING)
    assert after_signing_in != before
    samira.get("/journal")
    assert world.everything(besides=MARKS_OF_READING) == after_signing_in
    samira.post("/diary", {"on": "2026-03-02", "did": "Words"})
    assert world.everything(besides=MARKS_OF_READING)["entry"] != before["entry"]
