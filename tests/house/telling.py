"""Tells the story: opens the pages, types a word of its own into every field for text, and sends the forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args, get_origin
from urllib.parse import urljoin

from app.demo.cast import Cast
from app.web.verbs import Verb, verbs
from tests.days import today
from tests.house.canaries import OPEN, Canaries
from tests.house.story import NO_WORDS, PLAIN, Step
from tests.pages import Element, Page
from tests.visitors import Visitor


def holds_text(kind: Any) -> bool:
    """True for the type of a field into which somebody may type what they want."""
    if get_origin(kind) is Literal:
        return False
    return kind is str or any(holds_text(part) for part in get_args(kind))


def texts_of(done: Verb) -> list[str]:
    """The names of a verb's fields for text."""
    return [name for name, asked in done.form.model_fields.items() if holds_text(asked.annotation)]


def every_text() -> set[str]:
    """All fields for text of all verbs, as `verb field`."""
    return {f"{name} {text}" for name, done in verbs.items() for text in texts_of(done)}


class _Days(dict):
    def __missing__(self, days: str) -> str:
        return today(int(days)).isoformat()


@dataclass
class Teller:
    """Knows the people, and what was typed where."""

    cast: Cast
    person: Callable[[str], Visitor]
    canaries: Canaries
    filled: set[str] = field(default_factory=set)
    shown: str = ""
    made: dict[str, str] = field(default_factory=dict)

    def tell(self, step: Step) -> None:
        """One step; it must be taken."""
        who = self.person(step.who)
        page, form = self._stand_before(who, step)
        chosen = {name: self.named(value) for name, value in step.chosen.items()}
        press = self.named(step.press) if step.press else None
        answer = who.submit(page, form, press, **self._words(step, form, chosen), **chosen)
        assert answer.status_code == 303, f"{step}: {answer.status}\n{Page(answer.text).one('main').text}"
        self.read(step.who, answer.location)
        if step.made:
            self.made[step.made] = answer.location

    def read(self, name: str, path: str) -> None:
        """Somebody opens a page; what stands on it is remembered."""
        self.shown += self.person(name).get(urljoin("/", self.named(path))).text

    def _stand_before(self, who: Visitor, step: Step) -> tuple[Page, Element]:
        start, *links = (step.at,) if isinstance(step.at, str) else step.at
        page = who.page(self.named(start))
        for piece in links:
            page = who.page(next(link for link in page.links() if piece in link))
        wanted = self.named(step.form)
        fits = str.__contains__ if wanted.endswith("/") else str.endswith
        return page, next(form for form in page.forms() if fits(form.get("action"), wanted))

    def _words(self, step: Step, form: Element, chosen: dict[str, Any]) -> dict[str, str]:
        offered = {control.get("name") for control in form.controls() if control.get("type") != "hidden"}
        words = {}
        for name in texts_of(verbs[step.verb]):
            into = f"{step.verb} {name}"
            if name in offered and name not in chosen and into not in NO_WORDS:
                words[name] = self._word(into)
        return words

    def _word(self, into: str) -> str:
        if into in PLAIN:
            return f"{OPEN} {into}"
        self.filled.add(into)
        return self.canaries.new(into)

    def named(self, value: Any) -> Any:
        """What the story says, with the addresses, ids and days of this world."""
        if isinstance(value, list):
            return [self.named(item) for item in value]
        return value.format(**vars(self.cast), made=self.made, days=_Days())
