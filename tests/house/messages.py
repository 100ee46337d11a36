"""The texts of each room as its code says them, beside the catalogue the room keeps; test_languages.py asks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from jinja2.lexer import TOKEN_DATA, get_lexer

from app.web.compiling import PageEnvironment
from tests.house.floors import HOUSE, folders

KEYWORDS = {"_": None, "mark": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
WITHOUT_A_ROOM = ("layouts", "ui")  # their texts stand in web's catalogue


@dataclass
class Text:
    """One text as the code says it: one sentence, or one for each number, and where."""

    id: str | tuple[str, ...]
    places: list[str] = field(default_factory=list)

    @property
    def forms(self) -> tuple[str, ...]:
        """The sentence, or the two of them."""
        return (self.id,) if isinstance(self.id, str) else self.id


@cache
def said_in(room: str, house: Path = HOUSE) -> dict[str, Text]:
    """All texts in a room's code and templates, by the (first) sentence; read once a process, and only looked at."""
    found: dict[str, Text] = {}
    for file in sorted((house / "app" / room).glob("*.py")):
        with file.open("rb") as source:
            _gather(found, extract("python", source, KEYWORDS), file.relative_to(house))
    names = (room, *WITHOUT_A_ROOM) if room == "web" else (room,)
    for name in names:
        for file in sorted((house / "templates" / name).rglob("*.html")):
            with file.open("rb") as source:
                taken = extract(babel_extract, source, KEYWORDS, options={"trimmed": "false"})
                _gather(found, taken, file.relative_to(house))
    return found


def _gather(found: dict[str, Text], messages: Iterable, file: Path) -> None:
    for line, identifier, *_rest in messages:
        key = identifier if isinstance(identifier, str) else identifier[0]
        if not key:
            continue
        text = found.setdefault(key, Text(identifier))
        text.places.append(f"{file}:{line}")
        if isinstance(text.id, str) and not isinstance(identifier, str):
            text.id = identifier


@cache
def rooms() -> tuple[str, ...]:
    """Every room with texts or a catalogue."""
    return tuple(
        room for room in folders("app") if (HOUSE / "app" / room / "nl.po").exists() or said_in(room)
    )


def kept_in(room: str, house: Path = HOUSE) -> Catalog:
    """The room's Dutch catalogue; an empty one where it has none."""
    file = house / "app" / room / "nl.po"
    if not file.exists():
        return Catalog(locale="nl")
    with file.open("rb") as source:
        return read_po(source, locale="nl", abort_invalid=True)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The texts of a catalogue, without its heading."""
    return (message for message in catalogue if message.id)


def forms(value: str | Iterable[str]) -> tuple[str, ...]:
    """One or two sentences, always as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def missing(said: dict[str, Text], kept: Catalog) -> list[Text]:
    """Texts that have no Dutch yet."""
    found = []
    for key, text in said.items():
        message = kept.get(key)
        complete = message is not None and len(forms(message.string)) == len(text.forms)
        if not complete or not all(forms(message.string)) or message.fuzzy:
            found.append(text)
    return found


def leftovers(said: dict[str, Text], kept: Catalog) -> list[str]:
    """Dutch for texts that nobody says any more."""
    return [forms(message.id)[0] for message in messages(kept) if forms(message.id)[0] not in said]


def to_paste(texts: Iterable[Text]) -> str:
    """Lines for a .po file, to be filled in."""
    lines = []
    for text in texts:
        lines.append(f"#: {' '.join(text.places[:3])}")
        lines.append(f"msgid {_quoted(text.forms[0])}")
        if len(text.forms) == 1:
            lines.append('msgstr ""\n')
        else:
            lines.append(f'msgid_plural {_quoted(text.forms[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n')
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def faults_of(message: Message) -> list[str]:
    """What is wrong between an English text and its Dutch."""
    found = []
    english, dutch = forms(message.id), forms(message.string)
    wanted = set(PLACEHOLDER.findall(" ".join(english)))
    for number, text in enumerate(dutch):
        there = set(PLACEHOLDER.findall(text))
        may_lack = {"n"} if len(dutch) > 1 and number == 0 else set()
        if there - wanted or wanted - there - may_lack:
            found.append(f"placeholders {sorted(there)} for {sorted(wanted)}: {text}")
    for text in (*english, *dutch):
        rest = PLACEHOLDER.sub("", text)
        if (wanted or len(english) > 1) and "%" in rest.replace("%%", ""):
            found.append(f"a lone % beside a placeholder: {text}")
        if re.search(r"</?[a-zA-Z]|&\w+;|&#", text):
            found.append(f"HTML in a text: {text}")
        if '"' in text:
            found.append(f"a straight double quote: {text}")
        if text != text.strip() or "  " in text:
            found.append(f"stray spaces: {text!r}")
    for one, other in zip((english[0], english[-1]), (dutch[0], dutch[-1]), strict=True):
        if one[-1:] in ".?!…" and other[-1:] not in ".?!…":
            found.append(f"ends otherwise than the English: {other}")
    return found


def bare_words(source: str) -> list[str]:
    """Words in a template that stand there in one language only: between the tags, or in an attribute people read."""
    source = re.sub(r"\{% block shape %\}\w*\{% endblock %\}", "", source)  # a class, not a text
    lexer = get_lexer(PageEnvironment(str, {}))
    text = "".join(
        value if kind == TOKEN_DATA else "\x00" if kind == "variable_end" else ""
        for _line, kind, value in lexer.tokeniter(source, None)
        if kind in (TOKEN_DATA, "variable_end")
    )
    text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    found = re.findall(r"\b(?:aria-label|alt|title|placeholder|aria-description)=\"([^\"]*)\"", text)
    found += re.sub(r"<[^>]*>", "\n", text).splitlines()
    return [
        words.strip()
        for words in found
        if re.search(r"[A-Za-zÀ-ÿ]{2,}", unescape(words).replace("Naast", ""))
    ]
