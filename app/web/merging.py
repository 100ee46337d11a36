"""Merging two changes that crossed: by field, and where both changed the same words by keeping both texts."""

from collections.abc import Iterable, Mapping
from typing import Any


def merged(
    base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any], texts: Iterable[str]
) -> dict[str, Any]:
    """Three-way merge of `mine`'s fields: one changed on one side takes that side; of `texts` both stay."""
    long, result = set(texts), {}
    for name in mine:
        before, there, here = base.get(name), theirs.get(name), mine.get(name)
        if here in (before, there):
            result[name] = there
        elif there == before:
            result[name] = here
        else:
            result[name] = both(str(there or ""), str(here or "")) if name in long else here
    return result


def both(there: str, here: str) -> str:
    """Both texts: the paragraphs of the first, then those of the second that are not in it."""
    known = set(there.split("\n\n"))
    extra = [paragraph for paragraph in here.split("\n\n") if paragraph not in known]
    return "\n\n".join(part for part in (there, *extra) if part)
