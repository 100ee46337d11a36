"""What is filled in when somebody worries, and in the record that is kept of it."""

from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from pydantic import Field, field_validator, model_validator

from app.web.forms import Day, Form, Line, Words, refuse
from app.web.language import mark, today


class RaiseForm(Form):
    """A worry in somebody's own words: facts apart from what they think, when, where, who was there, what was said."""

    match: UUID | None = None
    about: UUID | None = None
    who: Line | None = None
    facts: Words
    thoughts: Words | None = None
    seen_on: Line | None = None
    place: Line | None = None
    present: Line | None = None
    told: Words | None = None
    danger: bool = False
    past_contact: bool = False

    @model_validator(mode="after")
    def names_somebody(self):
        """It is about somebody: one of the people here, or somebody by name."""
        if self.about is None and self.who is None:
            raise refuse(mark("Say whom it is about. A first name is enough."))
        return self


class NoteForm(Form):
    """Something added to a record: at a step of the code, about what the young person was told, or a correction."""

    what: Literal["added", "step", "told", "correction"] = "added"
    step: int | None = Field(None, ge=1, le=5)
    corrects: int | None = Field(None, ge=1, le=100_000)
    said: Words
    look_again_on: Day | None = None

    @field_validator("look_again_on")
    @classmethod
    def ahead(cls, day: date) -> date:
        """A day that still comes, within a year."""
        if day is not None and not today() <= day <= today() + timedelta(days=366):
            raise refuse(mark("This day is over. Choose a day that still has to come."))
        return day


class DecideForm(Form):
    """What was decided, with the reasons; also for doing nothing."""

    decision: Literal["report", "help", "watch", "nothing"]
    said: Words


class ReaderForm(Form):
    """Who is let in to a record, and why they must know."""

    person: UUID
    said: Words


class ReasonForm(Form):
    """Why something is done; on record."""

    said: Words
