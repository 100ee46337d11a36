"""What is filled in after a call: with whom, how, and how it is; each block a sign and, if wanted, a line."""

from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from pydantic import field_validator

from app.web.forms import Day, Form, Words, refuse
from app.web.language import mark, today

Sign = Literal["good", "mixed", "hard"]


class CheckInForm(Form):
    """One contact, on one screen."""

    person: UUID | Literal["guardian"]
    on: Day
    way: Literal["call", "visit", "message", "no-answer"] = "call"
    activities: Sign | None = None
    outcomes: Sign | None = None
    safety: Sign | None = None
    relation: Sign | None = None
    needs: Sign | None = None
    said: Words | None = None

    @field_validator("on")
    @classmethod
    def lately(cls, on: date) -> date:
        """A day that was, within half a year."""
        if not today() - timedelta(days=183) <= on <= today() + timedelta(days=1):
            raise refuse(mark("Choose a day that was, not longer than half a year ago."))
        return on
