"""What must hold for every page, each as a function that gives the faults it sees; test_pages.py asks them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tests.house.messages import forms, kept_in, messages, rooms
from tests.pages import Element, Page

INLINE = re.compile(r"^(on\w+|style|hx-on.*|srcdoc)$")
NAMELESS_FIELDS = ("hidden", "submit", "button", "reset", "image")
NAMED_BY = ("aria-label", "aria-labelledby", "title")
KEPT_CANARY = "<script>alert(1)</script>"


def sound(page: Page) -> Iterable[str]:
    """The HTML says what it means: nested well, with a doctype."""
    yield from page.faults
    if page.doctype != "doctype html":
        yield "no doctype"


def dressed(page: Page, language: str) -> Iterable[str]:
    """A title, the language, one main part, one heading of the first level, headings that skip no level."""
    root = page.all("html")
    if not root or root[0].get("lang") != language:
        yield f"lang is {root[0].get('lang') if root else None}, not {language}"
    if root and root[0].get("dir") not in ("ltr", "rtl"):
        yield "the writing direction is not said"
    titles = [title for title in page.all("title") if not title.within("svg")]
    if len(titles) != 1 or not titles[0].text:
        yield f"{len(titles)} titles"
    for tag in ("main", "h1"):
        found = [element for element in page.all(tag) if "hidden" not in element]
        if len(found) != 1:
            yield f"{len(found)} <{tag}>"
        elif tag == "h1" and not found[0].text:
            yield "an empty <h1>"
    if not any(meta.get("name") == "viewport" for meta in page.all("meta")):
        yield "no viewport"
    level = 0
    for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6"):
        if int(heading.tag[1]) > level + 1 and level:
            yield f"{heading!r} skips a level"
        level = int(heading.tag[1])


def named(page: Page) -> Iterable[str]:
    """Every field, button, link, picture and group can be named by who does not see it."""
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        if field.tag == "input" and field.get("type") in NAMELESS_FIELDS:
            continue
        inside = field.within("label")
        if not (field.get("id") in labelled or (inside and inside.text) or _says(field)):
            yield f"no label: {field!r}"
    for pressed in page.all("button", "a", "summary"):
        if not (_words(pressed) or _says(pressed)):
            yield f"no words: {pressed!r}"
    for picture in page.all("img"):
        if "alt" not in picture:
            yield f"no alt: {picture!r}"
    for picture in page.all("svg"):
        hidden = picture.get("aria-hidden") == "true" or _inside_hidden(picture)
        if not hidden and picture.get("role") != "img":
            yield f"neither hidden nor named: {picture!r}"
    for group in page.all("fieldset"):
        if not group.all("legend") and not _says(group):
            yield f"no legend: {group!r}"
    navigations = page.all("nav")
    if len(navigations) > 1:
        names = [_name_of(page, navigation) for navigation in navigations]
        if "" in names or len(set(names)) < len(names):
            yield f"several <nav> with names {names}"
    for form in page.all("form"):
        for name, fields in _radios(form).items():
            if len(fields) > 1 and not all(field.within("fieldset") for field in fields):
                yield f"choices without a fieldset: {name}"


def _radios(form: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for field in form.all("input", type="radio"):
        found.setdefault(field.get("name"), []).append(field)
    return found


def _says(element: Element) -> bool:
    return any(element.get(name).strip() for name in NAMED_BY)


def _name_of(page: Page, element: Element) -> str:
    by = element.get("aria-labelledby")
    named_by = [item.text for item in page.all() if by and item.get("id") in by.split()]
    return element.get("aria-label") or " ".join(named_by)


def _words(element: Element) -> str:
    pictures = [picture.get("alt") for picture in element.all("img")]
    pictures += [svg.get("aria-label") for svg in element.all("svg")]
    return " ".join([element.text, *pictures]).strip()


def _inside_hidden(element: Element) -> bool:
    around = element.parent
    while around is not None:
        if around.get("aria-hidden") == "true":
            return True
        around = around.parent
    return False


def pointed_well(page: Page) -> Iterable[str]:
    """Ids are there once, and everything that points to an id finds it."""
    ids = Counter(element["id"] for element in page.all() if "id" in element)
    yield from (f"the id {name} stands there {count} times" for name, count in ids.items() if count > 1)
    for element in page.all():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list"):
            for target in element.get(name).split():
                if target not in ids:
                    yield f"{name}={target} points to nothing: {element!r}"
        href = element.get("href")
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"{href} leads nowhere on this page"
        target = element.get("hx-target")
        if target.startswith("#") and target[1:] not in ids:
            yield f"hx-target {target} is not on the page"


def strict(page: Page) -> Iterable[str]:
    """Nothing that the Content-Security-Policy would stop, and nothing from elsewhere."""
    for element in page.all():
        for name, value in element.attributes.items():
            if INLINE.match(name):
                yield f"inline {name}: {element!r}"
            if re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE) and name in (
                "href",
                "src",
                "action",
            ):
                yield f"{name} is code: {element!r}"
            if name.startswith("hx-") and re.search(r"\bjs:|javascript:", value):
                yield f"code in {name}: {element!r}"
            if name == "hx-trigger" and "[" in value:
                yield f"code in hx-trigger: {element!r}"
            outside = re.match(r"(https?:)?//", value)
            if name in ("src", "action", "hx-get", "hx-post", "srcset") and outside:
                yield f"{name} leads elsewhere: {element!r}"
        if element.tag == "style" or (element.tag == "script" and "src" not in element):
            yield f"inline {element!r}"
        if element.tag == "link" and re.match(r"(https?:)?//", element.get("href")):
            yield f"from elsewhere: {element!r}"
        if element.tag == "a" and element.get("target") == "_blank":
            yield f"opens a window: {element!r}"


BREAKS_BEFORE_A_DOT = re.compile(r"(?<!\u00a0)·")


def held_together(page: Page) -> Iterable[str]:
    """No line can begin with the dot between two facts; a name that somebody gave (in a <bdi>) is as they wrote it."""
    for element in page.all():
        if element.tag not in ("title", "bdi", "textarea") and not element.within("bdi"):
            for child in element.children:
                if isinstance(child, str) and BREAKS_BEFORE_A_DOT.search(child):
                    yield f"a line may begin with a dot: {child.strip()[:60]}"


_QUIET = {"Naast"}


def untranslated(page: Page) -> Iterable[str]:
    """English texts on a Dutch page."""
    english = _english_only()
    for words in _texts(page):
        if words in english:
            yield f"English on a Dutch page: {words}"


def _texts(page: Page) -> Iterable[str]:
    for element in page.all():
        for child in element.children:
            if isinstance(child, str):
                yield " ".join(child.split())
        for name in ("aria-label", "placeholder", "alt", "title"):
            yield element.get(name)


_english: set[str] = set()


def _english_only() -> set[str]:
    """Texts whose Dutch is another word."""
    if not _english:
        for room in rooms():
            for message in messages(kept_in(room)):
                for one, other in zip(forms(message.id), forms(message.string), strict=False):
                    if one != other and "%(" not in one:
                        _english.add(one)
        _english.difference_update(_QUIET)
    return _english


def faults(page: Page, language: str) -> list[str]:
    """All faults of a page."""
    found = [*sound(page), *dressed(page, language), *named(page), *pointed_well(page), *strict(page)]
    found += held_together(page)
    if language == "nl":
        found += untranslated(page)
    return [f"{page.path} ({language}): {fault}" for fault in found]
