"""A form that comes back says on top what is wrong: each problem with its question, and a way to its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from sqlalchemy import update

from app.accounts.models import Passkey
from app.db import db
from app.people.models import Person
from app.web.forms import read
from app.web.verbs import Verb, verbs
from tests.house.page_rules import faults
from tests.house.routes import addresses, ids_by_name, unsafe
from tests.house.test_every_route import ONCE
from tests.pages import Element, Page
from tests.visitors import Visitor
from tests.worlds import World

pytestmark = [pytest.mark.slow, ONCE]
WHO = ("samira", "noor", "karim", "milan", "yusuf", "dilan", "joris", "femke", "jamila", "ravi")
NOTHING, NONSENSE = "nothing", "nonsense"
AT_ITS_END = "?!.:…"
# Buttons without a field: what they send is never typed, and who sends something else sees the page as it is.
BUTTONS = {
    "goals.move_step",
    "goals.tick",
    "people.choose_language",
    "review.order",
    "sessions.attend",
    "sessions.miss",
}


class Back(NamedTuple):
    """A page that came back: whose, of which verb, what was sent, and the names of the fields it was about."""

    who: str
    verb: Verb
    sent: str
    page: Page
    wrong: set[str]

    def __str__(self) -> str:
        return f"{self.who} sent {self.sent} to {self.page.path} ({self.verb.name})"

    @property
    def lists(self) -> list[Element]:
        """What is said on top; there should be one."""
        return self.page.all("div", class_="summary-of-problems")

    @property
    def links(self) -> list[Element]:
        """The ways that lead from the list on top to a field."""
        return [link for top in self.lists for link in top.all("a")]

    def target(self, link: Element) -> Element:
        """Where one leads to."""
        return self.page.one(id=link["href"].removeprefix("#"))

    def forms(self) -> list[Element]:
        """The form on the page that was sent."""
        return [form for form in self.page.forms() if form.get("action").split("?")[0] == self.page.path]

    def asked(self) -> set[str]:
        """The names of what is wrong that the form asks, where somebody sees it."""
        seen = {
            item.get("name")
            for form in self.forms()
            for item in form.controls()
            if item.get("type") != "hidden"
        }
        return self.wrong & seen


def sent_by(done: Verb, kind: str) -> dict[str, str]:
    """What somebody sends who fills in nothing, or no sense."""
    return dict.fromkeys(done.form.model_fields, "not an answer") if kind == NONSENSE else {}


def wrong_in(done: Verb, kind: str) -> set[str]:
    """The fields with which something is wrong then."""
    return set(read(done.form, sent_by(done, kind)).problems)


def _come_so_far(world: World, people: dict[str, Visitor]) -> None:
    """A lock, a match that closes, an opening that is not told yet, a passkey: with them come forms of their own."""
    ours, group = world.cast.schemes["ours"], f"/matches/{world.cast.matches['group']}"
    opening = {
        "person": world.cast["samira"],
        "why": "self",
        "said": "She is not home.",
        "tell": "later",
        "not_yet": "Not now.",
    }
    for name, path, action, typed in (
        ("samira", "/lock", "/lock", {"new": "508213", "again": "508213"}),
        ("milan", f"{group}/closing", "/closing", {}),
        ("karim", f"/schemes/{ours}/openings/new", "/openings", opening),
        ("femke", "/openings", "/agreement", {}),
    ):
        who = people[name]
        assert who.submit(who.page(path), action, **typed).status_code == 303, path
    with world.inside():
        made = {"credential_id": b"key", "user_handle": b"her", "public_key": b"key", "sign_count": 0}
        kept = {
            "backup_eligible": False,
            "backed_up": False,
            "transports": [],
            "aaguid": "",
            "label": "A phone",
        }
        db.session.add(Passkey(person_id=world.cast["samira"], **made, **kept))
        db.session.execute(update(Person).values(language="nl"))


@pytest.fixture(scope="module")
def aftermath(shared) -> list[Back]:
    """Each form that is refused for what is in it, of the first two whom it lets in: with nothing, with nonsense."""
    people = {name: shared.person(name, strong=True) for name in WHO}
    _come_so_far(shared, people)
    known = ids_by_name(shared)
    found: list[Back] = []
    for route in unsafe(shared.app):
        done = getattr(shared.app.view_functions[route.endpoint], "verb", None)
        for kind in (NOTHING, NONSENSE) if done and done.name not in BUTTONS else ():
            with shared.inside():
                wrong = wrong_in(done, kind)
            if wrong:
                paths = addresses(shared, route, known, 60)
                found += list(_come_back(people, route.method, paths, done, kind, wrong))
    return found


def _come_back(
    people, method: str, paths: list[str], done: Verb, kind: str, wrong: set[str]
) -> Iterator[Back]:
    seen = 0
    for name, who in people.items():
        for path in paths:
            answer = who.open(method, path, data=sent_by(done, kind))
            back = (
                Back(name, done, kind, Page(answer.text, path), wrong) if answer.status_code == 422 else None
            )
            if back and (back.forms() or back.lists):
                yield back
                seen += 1
                break
        if seen == 2:
            break


def question_of(page: Page, target: Element) -> str:
    """What somebody who sees the page reads as the question of a field."""
    around, group = target.within("label"), target.within("fieldset")
    one_of_several = group and len(group.all("input", name=target.get("name"))) > 1
    if group and around and (one_of_several or "choice" in around.classes):
        return group.all("legend")[0].text
    labels = page.all("label", for_=target["id"]) or ([around] if around else [])
    if labels:
        return labels[0].text
    named_by = page.all(id=target.get("aria-labelledby"))
    return named_by[0].text if named_by else target.get("aria-label")


def names_at(target: Element) -> set[str]:
    """The names of the field to which a link leads, or of those in it."""
    return {item.get("name") for item in target.every() if item.get("name")}


def test_every_form_that_can_be_refused_comes_back(shared, aftermath):
    with shared.inside():
        could = {name for name, done in verbs.items() if wrong_in(done, NOTHING) or wrong_in(done, NONSENSE)}
    assert could - {item.verb.name for item in aftermath} == BUTTONS


def test_what_comes_back_is_sound(aftermath):
    found = [f"{item}: {fault}" for item in aftermath for fault in faults(item.page, "nl")]
    assert not found, "\n".join(found)


def test_every_page_has_one_list_of_problems_with_something_in_it(aftermath):
    found = [str(item) for item in aftermath if [top.has("li") for top in item.lists] != [True]]
    assert not found, "\n".join(found)


def test_every_problem_leads_to_its_field(aftermath):
    found = []
    for item in aftermath:
        reached = {name for link in item.links for name in names_at(item.target(link))}
        if not item.asked() <= reached:
            found.append(f"{item}: no way to {item.asked() - reached}")
    assert not found, "\n".join(found)


def test_every_problem_says_its_question(aftermath):
    found = []
    for item in aftermath:
        for link in item.links:
            said, label = link.one("strong").text, question_of(item.page, item.target(link))
            question = said.removesuffix(":") if said not in label else said
            if not question or not label.startswith(question) or said[-1] not in AT_ITS_END:
                found.append(f"{item}: {link.text!r} for {label!r}")
            if link.text == said:
                found.append(f"{item}: {said} says not what is wrong")
    assert not found, "\n".join(found)


def test_no_problem_is_folded_away(aftermath):
    found = []
    for item in aftermath:
        for link in item.links:
            fold = item.target(link).within("details")
            if fold is not None and "open" not in fold:
                found.append(f"{item}: {link.text}")
    assert not found, "\n".join(found)


def test_the_title_says_it_first(aftermath):
    assert [str(item) for item in aftermath if not item.page.title.startswith("Bijna goed: ")] == []
