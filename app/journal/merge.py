"""Merging two changes of one entry that crossed."""

from app.journal.content import Content
from app.web import merging

_TEXTS = ("did", "next_time")
_NOTHING = Content(feeling=None, talk=None, did=None, next_time=None, parts=None)  # type: ignore[typeddict-item]


def merged(base: Content, theirs: Content, mine: Content) -> tuple[Content, bool]:
    """Three-way merge, by field and by paragraph; True when both changed the same words."""
    result, crossed = merging.merged(base, theirs, {**_NOTHING, **mine}, _TEXTS)
    return Content(**result), crossed  # type: ignore[typeddict-item]
