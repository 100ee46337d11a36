"""What people fill in when they write."""

from typing import Literal
from uuid import UUID

from pydantic import Field, model_validator

from app.journal.content import Content
from app.sessions.forms import Facts
from app.web.forms import Day, Form, Words, refuse
from app.web.language import mark

Audience = Literal["me", "pair", "team"]
Feeling = Literal["hard", "meh", "okay", "good", "great"]
Part = Literal["confidant", "cheerleader", "collaborator", "coach"]


class TextForm(Form):
    """The words themselves: a face, a few lines, who talked most (-2 me … 2 the other), what to try next time."""

    feeling: Feeling | None = None
    did: Words | None = None
    talk: int | None = Field(None, ge=-2, le=2)
    next_time: Words | None = None
    parts: list[Part] = Field(default_factory=list, max_length=4)

    @model_validator(mode="after")
    def says_something(self):
        """An entry has at least a face or a sentence."""
        if self.feeling is None and self.did is None:
            raise refuse(mark("Write one sentence, or choose a face. One of the two is enough."))
        return self

    def content(self) -> Content:
        """What is sealed of it."""
        return Content(
            feeling=self.feeling,
            talk=self.talk,
            did=self.did or "",
            next_time=self.next_time,
            parts=[*self.parts] or None,
        )


class WriteForm(TextForm, Facts):
    """An entry about a session: the facts, the words, and who can read them."""

    session: UUID | None = None
    goals: list[UUID] = Field(default_factory=list, max_length=60)
    audience: Audience
    please_read: bool = False


class DiaryForm(TextForm):
    """An entry about a day, for its writer alone."""

    on: Day


class ChangeForm(TextForm):
    """Another version of an entry; `rev` is the one its writer started from."""

    rev: int = Field(ge=1, le=1_000_000)


class ShareForm(Form):
    """Who can read an entry from now on."""

    audience: Audience
    please_read: bool = False
