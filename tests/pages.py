"""Pages as a small tree to ask questions of, parsed strictly: what is wrong in the HTML is said, not repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# Elements that the standard lets end by themselves, with what ends them.
ENDS_BY_ITSELF = {
    "p": frozenset(
        [
            "address",
            "article",
            "aside",
            "blockquote",
            "details",
            "dialog",
            "div",
            "dl",
            "fieldset",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "ul",
        ]
    ),
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "option": frozenset(("option", "optgroup")),
    "optgroup": frozenset(("optgroup",)),
    "tr": frozenset(("tr", "tbody", "tfoot")),
    "td": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "th": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "thead": frozenset(("tbody", "tfoot")),
    "tbody": frozenset(("tbody", "tfoot")),
    "head": frozenset(("body", "header", "main", "h1", "p", "div", "a", "nav")),
    "html": frozenset(),
    "body": frozenset(),
}
ONLY_CHILDREN = {
    "ul": ("li", "script", "template"),
    "ol": ("li", "script", "template"),
    "dl": ("dt", "dd", "div"),
    "select": ("option", "optgroup", "button", "hr"),
    "tr": ("td", "th"),
}
# Inside a phrase (a paragraph, a heading, a link's label) no blocks may stand.
PHRASE = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "button", "label", "em", "strong", "small"]
)
BLOCK = ENDS_BY_ITSELF["p"] | frozenset(("li", "dt", "dd", "tr"))
PRESSABLE = frozenset(["a", "button", "input", "select", "textarea", "summary"])
SVG = "svg"


class Element:
    """One element: its tag, its attributes, what stands in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None, line: int = 0) -> None:
        self.tag, self.attributes, self.parent, self.line = tag, attributes, parent, line
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    def __repr__(self) -> str:
        shown = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{shown}> (line {self.line})"

    def get(self, name: str, otherwise: str = "") -> str:
        """The value of an attribute."""
        return self.attributes.get(name, otherwise)

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set(self.get("class").split())

    @property
    def text(self) -> str:
        """The words in the element, with single spaces."""
        return " ".join(" ".join(self._words()).split())

    @property
    def raw_text(self) -> str:
        """The words in the element as they stand there (a textarea's value)."""
        return "".join(self._words())

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style", "template"):
                yield from child._words()

    def every(self) -> Iterator[Element]:
        """This element and all within."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.every()

    def all(self, *tags: str, **attributes: str) -> list[Element]:
        """All elements within with one of the tags and these attributes (`class_`, `hx_get`: see `_named`)."""
        wanted = {_named(name): value for name, value in attributes.items()}
        return [
            element
            for element in self.every()
            if element is not self and (not tags or element.tag in tags) and _fits(element, wanted)
        ]

    def one(self, *tags: str, **attributes: str) -> Element:
        """The only such element within."""
        found = self.all(*tags, **attributes)
        assert len(found) == 1, f"{len(found)} of {tags} {attributes}: {found[:5]}"
        return found[0]

    def has(self, *tags: str, **attributes: str) -> bool:
        """True when there is at least one."""
        return bool(self.all(*tags, **attributes))

    def within(self, *tags: str) -> Element | None:
        """The nearest element around this one with one of the tags."""
        around = self.parent
        while around is not None and around.tag not in tags:
            around = around.parent
        return around

    def controls(self) -> list[Element]:
        """Of a form: its fields and buttons, also those elsewhere on the page that name it."""
        root = self
        while root.parent is not None:
            root = root.parent
        kinds = ("input", "select", "textarea", "button")
        inside = [control for control in self.all(*kinds) if control.get("form") in ("", self.get("id"))]
        outside = root.all(*kinds, form=self["id"]) if "id" in self else []
        return inside + [control for control in outside if control not in inside]

    def fields(self) -> dict[str, list[str]]:
        """Of a form: what a browser would send when nothing is changed in it."""
        sent: dict[str, list[str]] = {}
        for field in self.controls():
            name = field.get("name")
            if not name or "disabled" in field or field.tag == "button":
                continue
            sent.setdefault(name, [])
            sent[name] += _sent(field)
        return sent


def _named(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _fits(element: Element, wanted: dict[str, str]) -> bool:
    return all(
        value in element.classes if name == "class" else element.attributes.get(name) == value
        for name, value in wanted.items()
    )


def _sent(field: Element) -> list[str]:
    if field.tag == "textarea":
        return [field.raw_text.removeprefix("\n")]
    if field.tag == "select":
        options = field.all("option")
        chosen = [item for item in options if "selected" in item]
        if not chosen and "multiple" not in field:
            chosen = options[:1]
        return [item.get("value", item.text) for item in chosen]
    kind = field.get("type", "text")
    if kind in ("radio", "checkbox"):
        return [field.get("value", "on")] if "checked" in field else []
    return [] if kind in ("submit", "button", "image", "reset", "file") else [field.get("value")]


class Page(Element):
    """A whole answer: the tree, and what was wrong in its HTML."""

    def __init__(self, source: str, path: str = "") -> None:
        super().__init__("#page", {}, None)
        self.source, self.path = source, path
        self.faults: list[str] = []
        self.doctype = ""
        parser = _Parser(self)
        parser.feed(source)
        parser.finish()

    @property
    def title(self) -> str:
        """The page's title."""
        return self.one("title").text

    def links(self) -> list[str]:
        """The addresses of all links."""
        return [link["href"] for link in self.all("a") if "href" in link]

    def forms(self) -> list[Element]:
        """All forms."""
        return self.all("form")

    def form(self, action: str | None = None) -> Element:
        """The form whose address ends with `action`, or the only one in the page's main part."""
        if action is not None:
            found = [form for form in self.forms() if form.get("action").endswith(action)]
        else:
            found = [form for form in self.forms() if form.within("main")] or self.forms()
        assert len(found) == 1, f"{len(found)} forms: {[form.get('action') for form in found]}"
        return found[0]


# Nearly every tag that we write; what is written otherwise, or holds what is not read as HTML, goes the long way.
_TAG = re.compile(r'<([a-z][a-z0-9-]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"]*")?)*)\s*(/?)>')
_ATTRIBUTE = re.compile(r'([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?')
_NOT_READ = frozenset(("script", "style", "textarea", "title", "noscript", "iframe", "xmp", "plaintext"))


class _Parser(HTMLParser):
    """Builds the tree and notes every fault."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.open = page, [page]

    def _fault(self, what: str) -> None:
        self.page.faults.append(f"line {self.getpos()[0]}: {what}")

    @property
    def _in_svg(self) -> bool:
        return any(element.tag == SVG for element in self.open)

    def handle_decl(self, decl: str) -> None:
        self.page.doctype = decl.lower()

    def parse_starttag(self, i: int) -> int:
        """Read a tag as the standard library does, at once where it is written in the usual way: most of its time."""
        found = _TAG.match(self.rawdata, i)
        if found is None or found[1] in _NOT_READ:
            return super().parse_starttag(i)
        pairs = [(name[1].lower(), name[2]) for name in _ATTRIBUTE.finditer(found[2])]
        given = [(name, unescape(value) if value and "&" in value else value) for name, value in pairs]
        (self.handle_startendtag if found[3] else self.handle_starttag)(found[1], given)
        return found.end()

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in given]
        if len(names) != len(set(names)):
            self._fault(f"an attribute stands twice in <{tag}>")
        while tag in ENDS_BY_ITSELF.get(self.open[-1].tag, ()):
            self.open.pop()
        self._check_place(tag)
        element = Element(tag, {name: value or "" for name, value in given}, self.open[-1], self.getpos()[0])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, given)
        if tag not in VOID:
            if not self._in_svg:
                self._fault(f"<{tag}/> does not close itself in HTML")
            self.open.pop()

    def _check_place(self, tag: str) -> None:
        tags = [element.tag for element in self.open]
        if SVG in tags:
            return
        around = tags[-1]
        if around in ONLY_CHILDREN and tag not in ONLY_CHILDREN[around]:
            self._fault(f"<{tag}> straight inside <{around}>")
        if tag in BLOCK and any(item in PHRASE for item in tags):
            self._fault(f"<{tag}> inside {[item for item in tags if item in PHRASE]}")
        if tag in PRESSABLE and ("a" in tags or "button" in tags):
            self._fault(f"<{tag}> inside a link or button")
        if tag == "form" and "form" in tags:
            self._fault("a form inside a form")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self._fault(f"</{tag}> closes what has no end")
            return
        while self.open[-1].tag != tag and self.open[-1].tag in ENDS_BY_ITSELF:
            self.open.pop()
        if self.open[-1].tag != tag:
            self._fault(f"</{tag}> while {self.open[-1]!r} is open")
            if not any(element.tag == tag for element in self.open):
                return
            while self.open[-1].tag != tag:
                self.open.pop()
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1].tag in ONLY_CHILDREN and not self._in_svg:
            self._fault(f"words straight inside <{self.open[-1].tag}>")
        self.open[-1].children.append(data)

    def finish(self) -> None:
        """Note what was never closed."""
        self.close()
        for element in self.open[1:]:
            if element.tag not in ENDS_BY_ITSELF:
                self._fault(f"{element!r} is never closed")
