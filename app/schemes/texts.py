"""The words of a scheme: questions and clauses that rooms bring with good defaults, and a lead may say otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.db import db
from app.people.actor import Actor
from app.schemes.forms import TextsForm
from app.schemes.models import Scheme, SchemeText
from app.web.language import LANGUAGES, _, current, translations
from app.web.sockets import Socket
from app.web.verbs import Refused


@dataclass(frozen=True)
class Prompt:
    """One question or clause: its key, its text (marked for translation), and how other kinds of schemes say it."""

    key: str
    said: str
    elsewhere: dict[str, str] = field(default_factory=dict)
    sides: tuple[str, ...] = ("mentee", "mentor", "peer")

    def usual(self, template: str) -> str:
        """The text for this kind of scheme, not translated yet."""
        return self.elsewhere.get(template, self.said)

    @property
    def for_peers(self) -> str | None:
        """Where two equals need other words: those, not translated yet."""
        return self.elsewhere.get("peer")


@dataclass(frozen=True)
class Group:
    """Prompts that belong together, with what a lead calls them (marked for translation)."""

    label: str
    prompts: tuple[Prompt, ...]


# The name of a plug comes before the key of each of its prompts: `card` and `like` make `card.like`.
groups: Socket[Group] = Socket("questions and clauses in the words of a scheme")


def group(name: str) -> Group:
    """The prompts plugged in under this name."""
    return dict(zip(groups.names(), list(groups), strict=True))[name]


def texts_of(scheme: Scheme, name: str, side: str | None = None) -> dict[str, str]:
    """What the prompts of a group say in this scheme, in the reader's language; one query."""
    said = texts_in(scheme, name, current())
    return {
        prompt.key: said[prompt.key] for prompt in group(name).prompts if side is None or side in prompt.sides
    }


def texts_in(scheme: Scheme, name: str, language: str, kind: str = "") -> dict[str, str]:
    """The same in a language that is named, and for a kind of match (two peers have no mentor); one query."""
    own = _own(scheme.id, f"{name}.", language)
    say = translations(language).gettext
    found = {}
    for prompt in group(name).prompts:
        equals = prompt.for_peers if kind == "peer" else None
        said = own.get(f"{name}.{prompt.key}") or say(prompt.usual(scheme.template))
        found[prompt.key] = say(equals) if equals else said
    return found


def _own(scheme_id: UUID, begins: str, language: str) -> dict[str, str]:
    rows = db.session.execute(
        select(SchemeText.key, SchemeText.said).where(
            SchemeText.scheme_id == scheme_id,
            SchemeText.key.startswith(begins, autoescape=True),
            SchemeText.language == language,
        )
    )
    return {row.key: row.said for row in rows}


@dataclass(frozen=True)
class Line:
    """A prompt on the lead's list: its key, the usual text and the scheme's own, by language."""

    key: str
    usual: dict[str, str]
    own: dict[str, str]


def all_of(scheme: Scheme) -> dict[str, list[Line]]:
    """Every prompt of a scheme by the label of its group; one query."""
    own: dict[str, dict[str, str]] = {}
    for row in db.session.scalars(select(SchemeText).where(SchemeText.scheme_id == scheme.id)):
        own.setdefault(row.key, {})[row.language] = row.said
    return {
        one.label: [
            Line(key, _in_all(prompt.usual(scheme.template)), own.get(key, {}))
            for prompt in one.prompts
            for key in (f"{name}.{prompt.key}",)
        ]
        for name, one in zip(groups.names(), list(groups), strict=True)
    }


def _in_all(text: str) -> dict[str, str]:
    return {language: translations(language).gettext(text) for language in LANGUAGES}


def find_line(scheme: Scheme, key: str) -> Line | None:
    """The prompt with this key."""
    lines: Iterable[Line] = (line for lines in all_of(scheme).values() for line in lines)
    return next((line for line in lines if line.key == key), None)


def say(actor: Actor, scheme: Scheme, values: TextsForm, _op_id: Any) -> Scheme:
    """Say a prompt in the scheme's own words from now on; an empty language takes the usual text again."""
    if find_line(scheme, values.key) is None:
        raise Refused(_("This text is not there any more."))
    for language in LANGUAGES:
        said = getattr(values, language)
        there = db.session.get(SchemeText, (scheme.id, values.key, language))
        if there is not None and said is None:
            db.session.delete(there)
        elif there is not None and there.said != said:
            there.said, there.by_id, there.at = said, actor.id, clock.now()
        elif there is None and said is not None:
            new = SchemeText(
                scheme_id=scheme.id, key=values.key, language=language, said=said, by_id=actor.id
            )
            db.session.add(new)
    db.session.flush()
    return scheme
