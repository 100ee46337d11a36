"""Merging two changes that crossed: by field, then by paragraph; where both changed the same words, both are kept."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

BETWEEN = "\n\n"
Hunk = tuple[int, int, list[str]]  # these paragraphs of the base, and what came in their place


def merged(
    base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any], texts: Iterable[str]
) -> tuple[dict[str, Any], bool]:
    """Three-way merge of `mine`'s fields; of `texts` by paragraph. True when both changed the same thing."""
    long, result, crossed = set(texts), {}, False
    for name in mine:
        before, there, here = base.get(name), theirs.get(name), mine.get(name)
        if here in (before, there):
            result[name] = there
        elif there == before:
            result[name] = here
        elif name in long:
            result[name], both = merged_text(str(before or ""), str(there or ""), str(here or ""))
            crossed |= both
        else:
            result[name], crossed = here, True
    return result, crossed


def merged_text(base: str, theirs: str, mine: str) -> tuple[str, bool]:
    """Paragraph by paragraph. No added paragraph is ever left out; True when both changed the same ones."""
    before, there, here = (_paragraphs(text) for text in (base, theirs, mine))
    result: list[str] = []
    crossed, at = False, 0
    for low, high, left, right in _groups(_hunks(before, there), _hunks(before, here)):
        result += before[at:low]
        one, other = _as_changed(before, low, high, left), _as_changed(before, low, high, right)
        if not right:
            result += one
        elif not left:
            result += other
        else:
            result += one + [paragraph for paragraph in other if paragraph not in one]
            crossed |= one != other and low != high
        at = high
    return BETWEEN.join(result + before[at:]), crossed


def _paragraphs(text: str) -> list[str]:
    return text.split(BETWEEN) if text else []


def _hunks(before: list[str], after: list[str]) -> list[Hunk]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(i, j, after[k:m]) for kind, i, j, k, m in matcher.get_opcodes() if kind != "equal"]


def _groups(left: list[Hunk], right: list[Hunk]) -> Iterator[tuple[int, int, list[Hunk], list[Hunk]]]:
    """Hunks of both sides that touch the same paragraphs, together."""
    waiting = sorted(
        [(hunk, 0) for hunk in left] + [(hunk, 1) for hunk in right], key=lambda item: (item[0][:2], item[1])
    )
    while waiting:
        sides: tuple[list[Hunk], list[Hunk]] = ([], [])
        low, high = waiting[0][0][:2]
        while waiting and (waiting[0][0][0] < high or waiting[0][0][0] == low):
            hunk, side = waiting.pop(0)
            sides[side].append(hunk)
            high = max(high, hunk[1])
        yield low, high, *sides


def _as_changed(before: list[str], low: int, high: int, hunks: list[Hunk]) -> list[str]:
    """Paragraphs low to high of the base as one side has them."""
    result: list[str] = []
    for start, end, paragraphs in hunks:
        result += before[low:start] + paragraphs
        low = end
    return result + before[low:high]
