"""Merging two changes of one entry that crossed."""

from app.journal.content import Content
from app.web import merging

_TEXTS = ("did", "next_time")
_NOTHING = Content(feeling=None, talk=None, did=None, next_time=None)  # type: ignore[typeddict-item]


def merged(base: Content, theirs: Content, mine: Content) -> Content:
    """Three-way merge: a field changed on one side takes that side; a text changed on both keeps both."""
    result = merging.merged(base, theirs, {**_NOTHING, **mine}, _TEXTS)
    return Content(**result)  # type: ignore[typeddict-item]
