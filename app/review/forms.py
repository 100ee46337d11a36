"""What the team fills in at the desk."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal
from uuid import UUID

from pydantic import Field, field_validator, model_validator

from app.flags.kinds import KIND
from app.web.forms import Day, Form, Words, refuse
from app.web.language import mark, today

if TYPE_CHECKING:
    KindName = str
else:
    KindName = Literal[tuple(KIND)]


# What the buttons of the desk send along by themselves: who sees these sentences has nothing to fill in.
LINE = mark("It is not clear which line of the desk this is about. Open it at the desk and try once more.")
COLLEAGUE = mark("Choose a colleague of this scheme.")


class AnswerForm(Form):
    """An answer to one or more of the authors of a session's views."""

    to: list[UUID] = Field(min_length=1, max_length=60)
    said: Words
    says: ClassVar[dict[str, str]] = {"to": mark("Choose whom you answer.")}


class TakeForm(Form):
    """Which line of the desk: its kind and what it is about; `whose` to hand it to somebody, nobody to let it go."""

    reason: KindName
    about: UUID
    whose: UUID | None = None
    says: ClassVar[dict[str, str]] = {"reason": LINE, "about": LINE, "whose": COLLEAGUE}


class FollowUpForm(Form):
    """What to do about a match, and when; perhaps because of a line of the desk, which then rests until that day."""

    said: Words
    due_on: Day
    entry: UUID | None = None
    reason: KindName | None = None
    about: UUID | None = None
    says: ClassVar[dict[str, str]] = {"entry": LINE, "reason": LINE, "about": LINE}

    @field_validator("due_on")
    @classmethod
    def soon_enough(cls, due_on: date) -> date:
        """Today or later, within a year."""
        if due_on < today():
            raise refuse(mark("This day is over. Choose a day that still has to come."))
        if due_on > today() + timedelta(days=366):
            raise refuse(mark("This is more than a year away. Check the date."))
        return due_on


class ClosingForm(Form):
    """How a follow-up went, for who wants to say it."""

    said: Words | None = None


class HandOverForm(Form):
    """To whom a match goes, with a note for them; `without` says that there is none."""

    to: UUID
    said: Words | None = None
    without: bool = False
    says: ClassVar[dict[str, str]] = {"to": COLLEAGUE}


class HandAllForm(Form):
    """To whom the matches of somebody go, those that are ticked, with one note for all; `without` as above."""

    whose: UUID
    to: UUID
    ticked: list[UUID] = Field(min_length=1, max_length=200)
    said: Words | None = None
    without: bool = False
    says: ClassVar[dict[str, str]] = {
        "whose": mark(
            "It is not clear whose matches these are. Open it once more from the page of the team."
        ),
        "to": COLLEAGUE,
    }


class CoverForm(Form):
    """Who looks after whose matches, from when until when."""

    whose: UUID
    by: UUID
    from_on: Day
    until_on: Day

    @model_validator(mode="after")
    def makes_sense(self):
        """Two people, and days that come, in their order."""
        if self.whose == self.by:
            raise refuse(mark("Choose two different people."))
        if not self.from_on <= self.until_on or self.until_on < today():
            raise refuse(mark("The last day comes after the first, and is not over yet."))
        if self.until_on > self.from_on + timedelta(days=366):
            raise refuse(mark("This is more than a year away. Check the date."))
        return self


class OrderForm(Form):
    """Which kind goes up or down in the order of the desk; or all of it as it usually is."""

    reason: KindName | None = None
    way: Literal["up", "down", "usual"]
