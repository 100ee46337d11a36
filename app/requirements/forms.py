"""What is filled in when something was seen: what, and of which day it is."""

from datetime import date, timedelta
from typing import Literal

from pydantic import field_validator

from app.web.forms import Day, Form, refuse
from app.web.language import mark, today

LONGEST = timedelta(days=3653)


class SeenForm(Form):
    """One requirement, as it was shown."""

    what: Literal["intake", "vog", "reference", "training", "code"]
    seen_on: Day

    @field_validator("seen_on")
    @classmethod
    def a_day_that_was(cls, on: date) -> date:
        """A day in the last ten years."""
        if not today() - LONGEST <= on <= today():
            raise refuse(mark("Choose a day that was, not longer than ten years ago."))
        return on
