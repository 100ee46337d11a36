"""Both languages are complete, and Dutch is the Dutch that people speak."""

import re

import pytest
from babel.messages.catalog import Catalog

from app.web.language import catalogue
from tests.house.floors import HOUSE
from tests.house.messages import (
    Text,
    bare_words,
    faults_of,
    forms,
    kept_in,
    leftovers,
    messages,
    missing,
    rooms,
    said_in,
    to_paste,
)

STIFF = [
    "aangaande",
    "alsmede",
    "behoudens",
    "betreffende",
    "bovengenoemd",
    "conform",
    "desbetreffende",
    "derhalve",
    "dient",
    "dienen",
    "doch",
    "echter",
    "geschieden",
    "gelieve",
    "hierbij",
    "hierdoor",
    "hieromtrent",
    "indien",
    "inzake",
    "jegens",
    "middels",
    "mits",
    "nadien",
    "nimmer",
    "omtrent",
    "onderhavige",
    "reeds",
    "teneinde",
    "tevens",
    "thans",
    "trachten",
    "uw",
    "u",
    "vernemen",
    "verstrekken",
    "voornoemd",
    "vigerend",
    "voorts",
    "wederom",
    "zulks",
]
STIFF_PAIRS = (
    "ten behoeve van",
    "met betrekking tot",
    "ter zake",
    "in verband met",
    "door middel van",
    "op grond van",
)
LONGEST_SENTENCE = 20
LETS_STAND = {"naast", "Nederlands", "English"}  # words in templates that are the same in every language


@pytest.mark.parametrize("room", rooms())
def test_every_text_has_its_dutch(room):
    lacking = missing(said_in(room), kept_in(room))
    assert not lacking, f"paste in app/{room}/nl.po and fill in:\n\n{to_paste(lacking)}"


@pytest.mark.parametrize("room", rooms())
def test_no_dutch_is_left_of_texts_that_are_gone(room):
    assert leftovers(said_in(room), kept_in(room)) == []


@pytest.mark.parametrize("room", rooms())
def test_english_and_dutch_fit_together(room):
    assert [fault for message in messages(kept_in(room)) for fault in faults_of(message)] == []


@pytest.mark.parametrize("room", rooms())
def test_dutch_is_short_and_warm(room):
    found = []
    for message in messages(kept_in(room)):
        for text in forms(message.string):
            for sentence in re.split(r"(?<=[.!?:])\s+", text):
                if len(sentence.split()) > LONGEST_SENTENCE:
                    found.append(f"{len(sentence.split())} words: {sentence}")
            low = text.lower()
            found += [f"“{word}”: {text}" for word in STIFF if re.search(rf"(?<!%\(n\)s )\b{word}\b", low)]
            found += [f"“{pair}”: {text}" for pair in STIFF_PAIRS if pair in low]
    assert found == []


def test_a_text_in_two_rooms_says_the_same():
    said: dict[str, tuple[str, tuple[str, ...]]] = {}
    found = []
    for room in rooms():
        for message in messages(kept_in(room)):
            key, dutch = forms(message.id)[0], forms(message.string)
            other, before = said.setdefault(key, (room, dutch))
            if before != dutch:
                found.append(f"{key!r}: {before} in {other}, {dutch} in {room}")
    assert found == []


def test_no_catalogue_says_a_text_twice():
    for room in rooms():
        file = HOUSE / "app" / room / "nl.po"
        if file.exists():
            identifiers = re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', file.read_text(), re.MULTILINE)
            assert [text for text in identifiers if identifiers.count(text) > 1] == [], file


def test_plurals_are_those_of_dutch():
    for room in rooms():
        kept = kept_in(room)
        assert (kept.num_plurals, kept.plural_expr.replace(" ", "")) == (2, "(n!=1)"), room


def test_the_merged_catalogue_holds_every_room():
    merged = catalogue("nl")
    for room in rooms():
        for key in said_in(room):
            assert merged.get(key) is not None, f"{room}: {key}"


def test_templates_say_nothing_in_one_language_only():
    found = []
    for file in sorted((HOUSE / "templates").rglob("*.html")):
        words = [text for text in bare_words(file.read_text()) if text not in LETS_STAND]
        found += [f"{file.relative_to(HOUSE)}: {text}" for text in words]
    assert found == []


# The checker itself: each rule broken once on purpose.
def _kept(**texts: str) -> Catalog:
    made = Catalog(locale="nl")
    for english, dutch in texts.items():
        made.add(english, dutch)
    return made


def test_a_missing_and_a_leftover_text_are_seen():
    said = {"Hello": Text("Hello", ["a:1"]), "Bye": Text("Bye"), "one": Text(("one", "%(n)s many"))}
    kept = _kept(Hello="Hoi", Bye="", Gone="Weg", one="een")
    assert [text.forms[0] for text in missing(said, kept)] == ["Bye", "one"]
    assert leftovers(said, kept) == ["Gone"]
    assert to_paste([said["one"]]).endswith('msgid_plural "%(n)s many"\nmsgstr[0] ""\nmsgstr[1] ""\n')


@pytest.mark.parametrize(
    ("english", "dutch", "seen"),
    [
        ("Hi %(name)s", "Hoi", "placeholders"),
        ("Hi", "Hoi %(name)s", "placeholders"),
        (("%(n)s day", "%(n)s days"), ("een dag", "dagen"), "placeholders"),
        ("%(n)s of 100%", "%(n)s van 100%", "lone %"),
        ("Hi", "<b>Hoi</b>", "HTML"),
        ("Hi", "Hoi &amp; dag", "HTML"),
        ("Hi", 'Zeg "hoi"', "double quote"),
        ("Hi", "Hoi ", "spaces"),
        ("Hi there.", "Hoi daar", "ends otherwise"),
    ],
)
def test_a_bad_pair_of_texts_is_seen(english, dutch, seen):
    made = Catalog(locale="nl")
    assert seen in " ".join(faults_of(made.add(english, dutch)))


def test_a_good_pair_of_texts_passes():
    made = Catalog(locale="nl")
    assert faults_of(made.add(("One day", "%(n)s days"), ("Eén dag", "%(n)s dagen"))) == []


def test_bare_words_in_a_template_are_seen():
    assert (
        bare_words('<p class="warm">{{ _("Hello") }}</p>{# not this #}{% if x %}<br>{% endif %} Naast') == []
    )
    assert bare_words("<p>Hello {{ name }}</p>") == ["Hello \x00".strip()]
    assert bare_words('<button aria-label="Close">{{ icon("x") }}</button>') == ["Close"]
