"""Merging two changes of one entry that crossed: by field, then by keeping both texts."""

from typing import Any

from app.journal.content import Content

_TEXTS = ("did", "next_time")


def merged(base: Content, theirs: Content, mine: Content) -> Content:
    """Three-way merge: a field changed on one side takes that side; a text changed on both keeps both."""
    result: dict[str, Any] = {}
    for name in ("feeling", "talk", "did", "next_time"):
        before, there, here = base.get(name), theirs.get(name), mine.get(name)
        if here in (before, there):
            chosen = there
        elif there == before:
            chosen = here
        elif name in _TEXTS:
            chosen = both(str(there or ""), str(here or ""))
        else:
            chosen = here
        result[name] = chosen
    return Content(**result)  # type: ignore[typeddict-item]


def both(there: str, here: str) -> str:
    """Both texts: the paragraphs of the first, then those of the second that are not in it."""
    known = set(there.split("\n\n"))
    extra = [paragraph for paragraph in here.split("\n\n") if paragraph not in known]
    return "\n\n".join(part for part in (there, *extra) if part)
