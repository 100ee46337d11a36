"""What people fill in about an introduction."""

from datetime import date, timedelta

from pydantic import field_validator

from app.web.forms import Day, Form, Line, Words, refuse
from app.web.language import mark, today


class IntroduceForm(Form):
    """Whom somebody got to know, when, and what for."""

    who: Line
    on: Day
    about: Words | None = None

    @field_validator("on")
    @classmethod
    def not_before_it_happened(cls, on: date) -> date:
        """It lies behind us (a day of leeway for phones in other time zones)."""
        if on > today() + timedelta(days=1):
            raise refuse(mark("This day has not come yet."))
        if on < today() - timedelta(days=5 * 366):
            raise refuse(mark("This is very long ago. Check the year."))
        return on


class CameForm(Form):
    """What came of it."""

    came: Words
