"""Bad input: whatever is sent to whatever route, there is a clear answer, the words come back, and nothing breaks."""

import gzip
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house.routes import NOBODY, Route, addresses, ids_by_name, nowhere, routes, unsafe
from tests.house.test_every_route import check_headers
from tests.marks import ON_ONE
from tests.pages import Page

WHO = ("samira", "joris", "noor", "vera", "femke", None)
EXAMPLES = int(os.environ.get("NAAST_FUZZ", "0")) or 60
WORDS = "Words that must come back."

NASTY = [
    "", " ", "\x00", "a\x00b", "\x1b[31m", "\u202eolleh", "\u2028", "\ufeff", "\ud83d\ude00", "e\u0301" * 50, "\u0130", "\u00df" * 300,
    "null", "None", "undefined", "true", "[]", "{}", "%00", "%s%s%s", "{{ 7*7 }}", "${7*7}", "../../etc/passwd",
    "<script>alert(1)</script>", "'; drop table entry; --", "\" onmouseover=\"x", "-1", "0", "1e308", "NaN", "inf",
    str(2**63), str(2**64), "9" * 5000, "0x10", "\u0663", "1_000", "31-02-2026", "2026-02-30", "0000-00-00", "9999-12-31",
    "99999-01-01", "2026-W01-1", "20261119", "24:00", "25:99", "12:30:00+26:00", str(NOBODY), "f" * 32, "{" + str(NOBODY) + "}",
    "ffffffff-ffff-7fff-bfff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-7000-8000-000000000000",
    "urn:uuid:" + str(NOBODY), "x" * 25_000,
]  # fmt: skip
text = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
plain = st.one_of(text, st.integers(), st.floats(), st.booleans(), st.none())
nested = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3)
)


@pytest.fixture(scope="module")
def known(shared):
    return ids_by_name(shared)


def somebody(shared, name):
    """One of WHO, signed in just now: what was tried before may well have signed them out."""
    return shared.person(name) if name else shared.stranger()


@pytest.fixture
def people(shared):
    return [somebody(shared, name) for name in WHO]


@pytest.fixture(scope="module")
def targets(shared, known):
    """(route, address) for every route and a few of its things, and a thing that is not there."""
    return [
        (route, path)
        for route in routes(shared.app)
        if route.endpoint != "assets.static"
        for path in [*addresses(shared, route, known, 4), nowhere(route)]
    ]


def fields_of(app, route) -> list[str]:
    """The names a route reads."""
    verb = getattr(app.view_functions[route.endpoint], "verb", None)
    return (
        ["op", *verb.form.model_fields]
        if verb
        else ["op", "language", "next", "code", "credential", "called"]
    )


def check(answer, who, what) -> None:
    """No fault of ours, no traceback, the headers on."""
    assert answer.status_code < 500, f"{who} {answer.request.method} {answer.request.path} {what!r:.300}"
    packed = answer.headers.get("Content-Encoding") == "gzip"
    assert b"Traceback" not in (gzip.decompress(answer.data) if packed else answer.data)
    check_headers(answer, answer.request.path and "web.manifest")


SLOWLY = settings(
    max_examples=EXAMPLES,
    derandomize="NAAST_FUZZ" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
@SLOWLY
@given(data=st.data())
def test_no_form_breaks_a_route(shared, targets, known, data):
    who = somebody(shared, data.draw(st.sampled_from(WHO)))
    route, path = data.draw(st.sampled_from([item for item in targets if item[0].method != "GET"]))
    some_id = st.sampled_from([str(item) for items in known.values() for item in items[:20]])
    value = st.one_of(text, some_id)
    form = data.draw(
        st.dictionaries(
            st.sampled_from(fields_of(shared.app, route)), st.lists(value, max_size=3), max_size=8
        )
    )
    form = {
        name: [item.encode("utf-8", "surrogatepass").decode("utf-8", "replace") for item in items]
        for name, items in form.items()
    }
    check(who.open(route.method, path, data=form), who, form)
    check(who.open(route.method, path, data=form, headers={"HX-Request": "true"}), who, form)


@pytest.mark.slow
@SLOWLY
@given(data=st.data())
def test_no_json_breaks_a_route(shared, targets, data):
    who = somebody(shared, data.draw(st.sampled_from(WHO)))
    route, path = data.draw(st.sampled_from([item for item in targets if item[0].method != "GET"]))
    keys = st.one_of(st.sampled_from(fields_of(shared.app, route)), text)
    sent = data.draw(st.one_of(st.dictionaries(keys, nested, max_size=6), nested))
    body = json.dumps(sent)
    check(who.open(route.method, path, data=body, content_type="application/json"), who, body)


@pytest.mark.slow
@SLOWLY
@given(data=st.data())
def test_no_query_breaks_a_page(shared, targets, data):
    who = somebody(shared, data.draw(st.sampled_from(WHO)))
    route, path = data.draw(st.sampled_from([item for item in targets if item[0].method == "GET"]))
    asked = data.draw(
        st.dictionaries(
            st.sampled_from(["before", "which", "session", "next", "page", "q", "code", "on"]),
            text,
            max_size=4,
        )
    )
    asked = {
        name: value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        for name, value in asked.items()
    }
    headers = {"HX-Request": "true"} if data.draw(st.booleans()) else {}
    check(who.get(path, query_string=asked, headers=headers), who, asked)


RAW = {
    "a deep list": ("application/json", b"[" * 100_000),
    "a deep dictionary": ("application/json", b'{"a":' * 50_000),
    "half a surrogate": ("application/json", b'{"op": "\\ud800", "did": "\\udfff"}'),
    "a huge number": ("application/json", b'{"rev": ' + b"9" * 10_000 + b"}"),
    "infinity": ("application/json", b'{"rev": 1e999, "talk": NaN}'),
    "no JSON": ("application/json", b"\xff\xfe\x00"),
    "nothing": ("application/json", b""),
    "null": ("application/json", b"null"),
    "bytes for text": ("application/x-www-form-urlencoded", b"did=%ff%fe&on=%00"),
    "half an escape": ("application/x-www-form-urlencoded", b"did=%&on=%2&op=%zz"),
    "many fields": ("application/x-www-form-urlencoded", b"&".join(b"f%d=x" % n for n in range(2000))),
    "one field often": ("application/x-www-form-urlencoded", b"&".join([b"to=x"] * 2000)),
    "1 MB of words": ("application/x-www-form-urlencoded", b"did=" + b"x" * 1_000_000),
    "too much": ("application/x-www-form-urlencoded", b"did=" + b"x" * 2_200_000),
    "a broken upload": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=did\r\n",
    ),
    "no boundary": ("multipart/form-data", b"--x--"),
    "a file for words": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="did"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n',
    ),
    "another kind": ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "an odd charset": ("application/x-www-form-urlencoded; charset=utf-7", b"did=+AGE-"),
    "an odd kind": ("\xff/\xfe", b"x"),
}


# What comes through to the fields of a form, or to a database; the rest is refused before, on both the same.
COMES_THROUGH = (
    "half a surrogate",
    "a huge number",
    "bytes for text",
    "half an escape",
    "a file for words",
    "nothing",
)


@pytest.fixture(scope="module")
def doors(shared, known) -> list[tuple[Route, str, str | None]]:
    """An address of every change, with the first of WHO whom it lets in, and with a stranger."""
    found = []
    for route in unsafe(shared.app):
        for path in addresses(shared, route, known, 1):
            found += [(route, path, first_let_in(shared, route, path)), (route, path, None)]
    return found


def first_let_in(shared, route, path) -> str | None:
    """The first of WHO who gets another answer than what is not there."""
    for name in WHO[:-1]:
        if somebody(shared, name).open(route.method, path, data={}).status_code != 404:
            return name
    return WHO[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", RAW)
def test_no_raw_bytes_break_a_route(shared, doors, database, name):
    if database != "sqlite" and name not in COMES_THROUGH:
        pytest.skip("refused before there is any database")
    kind, body = RAW[name]
    here = {name_of: somebody(shared, name_of) for name_of in WHO}
    for route, path, name_of in doors:
        answer = here[name_of].open(route.method, path, data=body, content_type=kind)
        if answer.status_code == 303:  # it may have signed them out
            here[name_of] = somebody(shared, name_of)
        check(answer, here[name_of], name)


@pytest.mark.parametrize(
    "header",
    [
        {"Accept-Language": "x" * 5000},
        {"Accept-Language": "nl;q=zz,,;;*"},
        {"Cookie": "__Host-naast=\xff\xfe; __Host-naast-language=%00"},
        {"Cookie": "__Host-naast=" + "x" * 4000},
        {"HX-Request": "true", "HX-Current-URL": "javascript:alert(1)", "HX-Target": "\xff"},
        {"Accept": "\x00", "Accept-Encoding": "gzip;q=nan"},
        {"If-None-Match": "\"", "Range": "bytes=9-1"},
        {"Content-Length": "-1"},
        {"X-Forwarded-For": "\xff', drop table attempt"},
        {"User-Agent": "\xff" * 3000},
    ],
)  # fmt: skip
def test_no_header_breaks_a_page(shared, people, header):
    for who in (people[0], people[-1]):
        for path in ("/", "/journal", "/sign-in", "/help", "/nothing"):
            check(who.get(path, headers=header), who, header)


@pytest.mark.parametrize(
    "path",
    ["/entries/1", f"/entries/{2**63}", "/entries/%00", "/entries/../desk", "//entries", f"/entries/{NOBODY}/", "/%ff",
     f"/entries/{str(NOBODY).upper()}", "/journal?before=%ff%00&before=x", "/sign-in?next=//elsewhere.example",
     "/entries/" + "0" * 5000],
)  # fmt: skip
def test_no_address_breaks_anything(people, path):
    for who in people:
        answer = who.get(path)
        assert answer.status_code < 500
        assert "elsewhere.example" not in (answer.location or "")


def test_an_id_from_the_far_future_is_taken_or_refused(people, shared):
    """The largest UUIDv7 carries a moment in the year 10889, which no calendar here knows."""
    samira = people[0]
    answer = samira.post(
        "/diary", {"op": "ffffffff-ffff-7fff-bfff-ffffffffffff", "on": "2026-03-02", "did": WORDS}
    )
    assert answer.status_code < 500


@pytest.mark.slow
@ON_ONE
def test_a_refused_form_comes_back_with_its_words(people, shared, known):
    """Every form with a field for words, sent with one field spoiled, gives the page back with the words in it."""
    tried = set()
    for who in people[:-1]:
        for route in unsafe(shared.app):
            verb = getattr(shared.app.view_functions[route.endpoint], "verb", None)
            fields = verb.form.model_fields if verb else {}
            wordy = [
                name
                for name, field in fields.items()
                if "str" in str(field.annotation) and "Literal" not in str(field.annotation)
            ]
            spoiled = [name for name in fields if name not in wordy]
            if not (wordy and spoiled):
                continue
            for path in addresses(shared, route, known, 10):
                sent = {**dict.fromkeys(spoiled, "not an answer"), **dict.fromkeys(wordy, WORDS)}
                answer = who.open(route.method, path, data=sent)
                if answer.status_code == 404:
                    continue
                assert answer.status_code == 422, f"{who} {route.id}: {answer.status}"
                assert (
                    WORDS in Page(answer.text).form(path).fields().get(wordy[0], [""])[0]
                    or WORDS in answer.text
                )
                tried.add(verb.name)
    assert tried, "no form with words was tried"


def test_markup_in_words_stays_words(people):
    samira = people[0]
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }}"
    refused = samira.post("/diary", {"on": "no day", "did": nasty})
    back = Page(refused.text)
    assert back.form("/diary").fields()["did"] == [nasty]
    kept = samira.page(samira.post("/diary", {"on": "2026-03-02", "did": nasty}).location)
    assert nasty in kept.one("main").text
    assert not kept.has("script", src=None) and not kept.has("img", src="x")
    assert kept.faults == []
