"""What people fill in when a match closes."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from app.closing.content import Content
from app.web.forms import Form, Line, Words

Note = Annotated[Words, StringConstraints(max_length=4000)]


class LookBackForm(Form):
    """How somebody looks back, whether they would like contact afterwards, and whether the others may read it."""

    well: Note | None = None
    not_well: Note | None = None
    take_along: Note | None = None
    next_step: Note | None = None
    contact: Literal["yes", "sometimes", "no", "unsure"] = "unsure"
    ready: bool = False

    def content(self) -> Content:
        """The words of it, as far as there are any."""
        names = ("well", "not_well", "take_along", "next_step")
        said = {name: getattr(self, name) for name in names if getattr(self, name)}
        return {**said, "contact": self.contact}


class ThanksForm(Form):
    """A thank-you note, and for whom."""

    to: UUID
    said: Note


class KeepsakeForm(Form):
    """What somebody takes along: a title, own words, and the things they choose."""

    title: Annotated[Line, StringConstraints(max_length=80)]
    said: Note | None = None
    picks: list[Line] = Field(default_factory=list, max_length=120)
