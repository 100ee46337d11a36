"""Every page of the house, for everybody who can open it, in both languages: sound, named, strict, and quick."""

from typing import NamedTuple

import pytest
from sqlalchemy import update

from app import ids
from app.db import db
from app.people.models import Person
from app.schemes.actions import invite
from app.schemes.forms import InviteForm
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from tests.house.grown import grow
from tests.house.page_rules import faults
from tests.house.routes import addresses, crawl, endpoint_of, ids_by_name, links_in, routes
from tests.house.test_every_route import EVERYBODY, ONCE
from tests.pages import Element, Page
from tests.visitors import Visitor
from tests.worlds import watched

STARTS = ["/", "/journal", "/goals", "/me", "/help", "/desk", "/sign-in"]
# Addresses that never give a page, and why.
NO_PAGE = {
    "assets.static": "files",
    "closing.pdf": "a PDF",
    "offline.start": "what a phone's script asks",
    "offline.worker": "a script",
    "review.lines": "the lines alone, for a desk that stands open",
    "review.first_team": "leads on to the first scheme",
    "safeguarding.start": "leads on to the form of the right scheme",
    "schemes.staff": "leads on to the first scheme",
    "web.manifest": "a manifest",
    "matches.staff": "leads to the matches of a scheme",
    "web.ping": "a sign of life",
    "web.ready": "what a proxy asks",
}
# How many queries a page may take, whatever the data; a page that is not named here may take MOST.
MOST = 12
QUERIES: dict[str, int] = {
    "journal.entry": 13,  # whether two changes crossed, beside who may read and who did
    "agreements.agreement": 22,  # who may what, the clauses, who must sign (five), the editions
    "agreements.signature": 17,  # the same, with the whole text, and whether it was confirmed already
    "matches.match": 30,  # the cards of other rooms: agreement, who they are, and what is to be done
    "schemes.person": 15,  # the list beside it, every role, and what features know about them
    "matches.proposal": 14,  # for the team: who may what, the reasons, questions with their answers
    "review.entry": 24,  # the same as review.file
    "review.file": 24,  # the list beside it, both views with their trail, answers, follow-ups, earlier sessions
    "feedback.feedback": 15,  # what was told and said back, and what its reader may do with it
    "goals.goal": 18,  # the goal with its progress, steps and sessions, whose steps they can be, who reads it
    "review.match": 30,  # the list beside it, the match with its people, calls, follow-ups and timeline
    "review.digest": 18,  # the desk itself, and the numbers of a week
    "review.cases": 16,  # the desk itself, and each match's last weeks
    "review.handing_over": 18,  # the same, and to whom
    "review.talk": 16,  # the list beside it
    "safeguarding.concern": 18,  # the list beside it, the record, its readers and its trail
    "sessions.session": 16,  # for the team: both views, and the lines on their reading trail
}
# What the queue costs that stands beside a page opened from it.
FROM_QUEUE, BESIDE = "from=desk", 4
SENDS = {"hx-get": "GET", "hx-post": "POST", "hx-put": "PUT", "hx-patch": "PATCH", "hx-delete": "DELETE"}


class Opened(NamedTuple):
    """One page that somebody opened."""

    who: Visitor
    language: str
    path: str
    endpoint: str
    page: Page


def code_of(world) -> str:
    """The code of a new invitation."""
    with world.inside():
        scheme = db.session.get_one(Scheme, world.cast.schemes["ours"])
        femke = actor_of(db.session.get_one(Person, world.cast["femke"]))
        values = InviteForm(meant_for="Somebody", role="mentee", lasts="home")
        return invite(femke, scheme, values, ids.new_id()).code


def invited(world) -> Visitor:
    """Somebody who showed the code of an invitation and is about to join."""
    visitor = world.stranger()
    visitor.post("/invitation", {"code": code_of(world)})
    return visitor


def visitors(world, language: str) -> list[Visitor]:
    """Everybody, speaking this language."""
    with world.inside():
        db.session.execute(update(Person).values(language=language))
    everybody = [world.person(name) for name in EVERYBODY] + [world.stranger(), invited(world)]
    for who in everybody:
        who.browser.set_cookie("__Host-naast-language", language, domain="localhost", path="/", secure=True)
    return everybody


@pytest.fixture(scope="module")
def opened(shared) -> list[Opened]:
    """Every page that somebody reaches by following links, or by its address alone; in English, some of each kind."""
    known = ids_by_name(shared)
    direct = [path for route in routes(shared.app, "GET") for path in addresses(shared, route, known, 6)]
    found = []
    first = visitors(shared, "nl")
    for who in first:
        reached = {path: (endpoint, answer) for path, endpoint, answer in crawl(who, STARTS)}
        for path in direct:
            endpoint = endpoint_of(shared.app, path)
            if path not in reached and endpoint not in NO_PAGE:
                reached[path] = (endpoint, who.get(path))
        found += [seen for path, asked in reached.items() if (seen := page_in(who, "nl", path, *asked))]
    again = dict(zip(first, visitors(shared, "en"), strict=True))
    for item in a_few_of_each(found):
        who = again[item.who]
        seen = page_in(who, "en", item.path, item.endpoint, who.get(item.path))
        assert seen, f"{who} gets no {item.path} in English"
        found.append(seen)
    return found


def page_in(who: Visitor, language: str, path: str, endpoint: str, answer) -> Opened | None:
    """The page that an answer is, if it is one."""
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return None
    return Opened(who, language, path, endpoint, Page(answer.text, path))


def a_few_of_each(opened: list[Opened]) -> list[Opened]:
    """For everybody, two pages of each kind that they reach; it is the words that differ from language to language."""
    kept: dict[tuple[Visitor, str], list[Opened]] = {}
    for item in opened:
        kept.setdefault((item.who, item.endpoint), []).append(item)
    return [item for items in kept.values() for item in items[:2]]


@pytest.mark.slow
@ONCE
def test_every_page_is_opened_by_somebody(shared, opened):
    seen = {item.endpoint for item in opened}
    assert {route.endpoint for route in routes(shared.app, "GET")} - seen - set(NO_PAGE) == set()


@pytest.mark.slow
@ONCE
def test_every_page_is_sound(opened):
    found = [f"{item.who}: {fault}" for item in opened for fault in faults(item.page, item.language)]
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.slow
@ONCE
def test_every_title_tells_nothing_to_who_looks_over_a_shoulder(opened, shared):
    with shared.inside():
        names = set(db.session.scalars(db.select(Person.called)))
    told = [
        f"{item.path}: {item.page.title}"
        for item in opened
        if item.endpoint.split(".")[0]
        in (
            "journal",
            "sessions",
            "goals",
            "goal_progress",
            "feedback",
            "ratings",
            "mirrors",
            "introductions",
            "review",
        )
        for name in names
        if name in item.page.title.split()
    ]
    assert told == []


@pytest.mark.slow
@ONCE
def test_somebody_has_one_colour_everywhere(opened, shared):
    """Where one name stands beside an avatar, or says who is quoted, it is the colour of who is called so."""
    with shared.inside():
        tones: dict[str, set[str]] = {}
        for who in db.session.scalars(db.select(Person)):
            tones.setdefault(who.called, set()).add(f"tone-{who.tone}")
    found = [
        (name, drawn, item.path)
        for item in opened
        for drawn in item.page.all("span")
        if "avatar" in drawn.classes
        for name in named_beside(drawn) & tones.keys()
    ]
    assert len({name for name, _, _ in found}) > 5
    assert {(name, path) for name, drawn, path in found if not tones[name] & set(drawn.classes)} == set()


def named_beside(avatar: Element) -> set[str]:
    """Whose avatar it is, by what stands beside it: the first name in the row, or how a quote begins."""
    row = avatar.parent
    if row is None or "quote" in row.classes:
        said = row.all("figcaption")[0].text if row is not None else ""
        return {word.strip(",:") for word in said.split()[:1]}
    return {name.text for name in row.all("bdi")[:1]}


@pytest.mark.slow
@ONCE
def test_every_link_leads_to_a_page(opened):
    tried: dict[tuple[str, str], int] = {(item.who.name, item.path): 200 for item in opened}
    for item in opened:
        for link in {link.split("#")[0] for link in item.page.links() if link.startswith("/")} - {""}:
            if (item.who.name, link) not in tried:
                tried[item.who.name, link] = status_at_the_end(item.who, link)
    assert {f"{who} {link}": status for (who, link), status in tried.items() if status != 200} == {}


def status_at_the_end(who: Visitor, link: str) -> int:
    """The status after following where an answer sends somebody."""
    answer = who.get(link)
    for _ in range(3):
        if answer.status_code not in (302, 303):
            break
        answer = who.get(answer.location)
    return answer.status_code


@pytest.mark.slow
@ONCE
def test_links_elsewhere_are_telephone_numbers(opened):
    elsewhere = {link for item in opened for link in item.page.links() if not link.startswith(("/", "#"))}
    assert [link for link in elsewhere if not link.startswith(("tel:", "sms:", "https://"))] == []


@pytest.mark.slow
@ONCE
def test_every_form_goes_to_a_route_that_takes_it(shared, opened):
    found = []
    for item in opened:
        for form in item.page.forms():
            found += form_faults(shared.app, item, form)
        for element in item.page.all():
            for name, method in SENDS.items():
                if name in element and not endpoint_of(shared.app, element[name], method):
                    found.append(f"{item.path}: {name}={element[name]}")
    assert list(dict.fromkeys(found)) == []


def form_faults(app, item: Opened, form: Element) -> list[str]:
    """What is wrong between a form and the verb behind it."""
    method, action = form.get("method", "get").upper(), form.get("action") or item.path
    endpoint = endpoint_of(app, action, method)
    if endpoint is None:
        return [f"{item.path}: no route for {method} {action}"]
    verb = getattr(app.view_functions[endpoint], "verb", None)
    if verb is None or method == "GET":
        return []
    names = {control["name"] for control in form.controls() if control.get("name")}
    wanted = {name for name, field in verb.form.model_fields.items() if field.is_required()}
    found = []
    if "op" not in names:
        found.append(f"{item.path}: the form to {action} has no op, so that sending it twice does it twice")
    if names - set(verb.form.model_fields) - {"op"}:
        found.append(f"{item.path}: {verb.name} does not read {names - set(verb.form.model_fields) - {'op'}}")
    if wanted - names:
        found.append(f"{item.path}: {verb.name} wants {wanted - names}, which the form does not ask")
    return found


def measured(world, name: str, paths: list[str], before: dict[str, int] | None = None) -> dict[str, int]:
    """How many queries each page takes that somebody opened before.

    What is new on it may be noted as read when it is opened: if it took another number than `before`, it is
    opened once more.
    """
    who = world.person(name)
    who.get("/")
    found = {path: queries(who, path) for path in paths}
    if before is not None:
        found.update({path: queries(who, path) for path in paths if found[path] != before[path]})
    return found


def queries(who: Visitor, path: str) -> int:
    """How many queries one page takes."""
    with watched() as seen:
        assert who.get(path).status_code == 200, path
    return len(seen)


@pytest.fixture(scope="module")
def reached(opened) -> dict[str, list[str]]:
    """For each of the cast, one address of each page they reach; also of those that stand beside the queue."""
    found: dict[str, dict[tuple[str, bool], str]] = {}
    for item in opened:
        found.setdefault(item.who.name, {}).setdefault((item.endpoint, FROM_QUEUE in item.path), item.path)
    return {name: list(paths.values()) for name, paths in found.items() if name != "stranger"}


@pytest.mark.slow
@ONCE
def test_a_page_takes_the_same_queries_with_ten_times_the_data(shared, reached):
    before = {name: measured(shared, name, paths) for name, paths in reached.items()}
    too_many = {
        f"{name} {path}": count
        for name, paths in before.items()
        for path, count in paths.items()
        if count > QUERIES.get(endpoint_of(shared.app, path), MOST) + BESIDE * (FROM_QUEUE in path)
    }
    assert too_many == {}
    grow(shared)
    after = {name: measured(shared, name, paths, before[name]) for name, paths in reached.items()}
    changed = {
        f"{name} {path}": (before[name][path], after[name][path])
        for name, paths in reached.items()
        for path in paths
        if before[name][path] != after[name][path]
    }
    assert changed == {}


# The checks themselves: each rule broken once on purpose.
GOOD = (
    '<!doctype html><html lang="nl" dir="ltr"><head><title>Naast</title><meta name="viewport" content="x"></head>'
    '<body><main id="main"><h1>Hoi</h1>%s</main></body></html>'
)
BROKEN = {
    "<p><div>x</div></p>": "</p> while",
    "<p>x</p></section>": "</section>",
    "<span>x": "while <span>",
    "<ul><p>x</p></ul>": "straight inside",
    '<a href="/"><button>x</button></a>': "inside a link",
    "<form><form></form></form>": "a form inside a form",
    "<div/>": "does not close itself",
    "<h1>Twee</h1>": "2 <h1>",
    "<main>x</main>": "2 <main>",
    "<h4>x</h4>": "skips a level",
    '<input name="x">': "no label",
    '<label for="x"></label><label>Naam</label><input name="x">': "points to nothing",
    "<button></button>": "no words",
    '<a href="/"></a>': "no words",
    '<img src="/x.png">': "no alt",
    "<svg></svg>": "neither hidden nor named",
    "<fieldset></fieldset>": "no legend",
    "<nav></nav><nav></nav>": "several <nav>",
    '<form><input type="radio" name="x" aria-label="a"><input type="radio" name="x" aria-label="b"></form>': "fieldset",
    '<p id="main">x</p>': "2 times",
    '<a href="#gone">x</a>': "leads nowhere",
    '<p hx-target="#gone">x</p>': "not on the page",
    '<p style="color:red">x</p>': "inline style",
    '<p onclick="x()">x</p>': "inline onclick",
    '<p hx-on:click="x()">x</p>': "inline hx-on",
    "<script>x()</script>": "inline <script",
    "<style>p{}</style>": "inline <style",
    '<a href="javascript:x()">x</a>': "is code",
    "<p hx-vals='js:{a: b()}'>x</p>": "code in hx-vals",
    '<p hx-trigger="click[ctrlKey]">x</p>': "code in hx-trigger",
    '<img alt="" src="https://elsewhere.example/x.png">': "leads elsewhere",
    '<script src="//elsewhere.example/x.js"></script>': "leads elsewhere",
    '<p id="a" id="b">x</p>': "stands twice",
}


def test_a_good_page_has_no_faults():
    assert faults(Page(GOOD % ""), "nl") == []


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_page_is_seen(broken):
    seen = " ".join(faults(Page(GOOD % broken), "nl"))
    assert seen
    assert BROKEN[broken] in seen


def test_a_page_in_another_language_is_seen():
    assert faults(Page(GOOD % ""), "en")
    assert "English on a Dutch page" in " ".join(faults(Page(GOOD % "<p>Fill this in.</p>"), "nl"))


def test_a_page_without_title_doctype_or_viewport_is_seen():
    seen = " ".join(faults(Page('<html lang="nl"><body><main><h1>x</h1></main></body></html>'), "nl"))
    assert all(word in seen for word in ("0 titles", "no doctype", "no viewport", "direction"))


def test_links_are_gathered_from_pages_and_redirects(shared):
    stranger = shared.stranger()
    assert links_in(stranger.get("/journal")) == ["/sign-in?next=/journal"]
