"""Every form that is refused for what is in it: sent with nothing and with nonsense, and the pages that come back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import update

from app.accounts.models import Passkey
from app.db import db
from app.people.models import Person
from app.web.forms import read
from app.web.verbs import Verb
from tests.house.routes import addresses, ids_by_name, unsafe
from tests.pages import Element, Page
from tests.visitors import Visitor
from tests.worlds import World

WHO = ("samira", "noor", "karim", "milan", "yusuf", "dilan", "joris", "femke", "jamila", "ravi")
NOTHING, NONSENSE = "nothing", "nonsense"
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


def sent_back(shared: World) -> list[Back]:
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
