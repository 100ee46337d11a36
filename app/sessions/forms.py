"""What people fill in about a session."""

from datetime import date, timedelta
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field, field_validator

from app.web.forms import Clock, Day, Form, Line, refuse
from app.web.language import mark, today

Way = Literal["in-person", "call", "video", "chat"]


class Facts(Form):
    """What both sides say about a held session: its day, length in minutes, how, and who was there (groups)."""

    on: Day
    minutes: int | None = Field(None, ge=5, le=720)
    way: Way | None = None
    present: list[UUID] = Field(default_factory=list, max_length=60)

    @field_validator("on")
    @classmethod
    def not_before_it_happened(cls, on: date) -> date:
        """A held session lies behind us (a day of leeway for phones in other time zones)."""
        if on > today() + timedelta(days=1):
            raise refuse(mark("This day has not come yet."))
        if on < today() - timedelta(days=3 * 366):
            raise refuse(mark("This is very long ago. Check the year."))
        return on


class PlanForm(Form):
    """When and where the next session is."""

    on: Day
    at: Clock
    way: Way = "in-person"
    place: Line | None = None

    says: ClassVar[dict[str, str]] = {}

    @field_validator("on")
    @classmethod
    def ahead(cls, on: date) -> date:
        """A planned session lies ahead, and not years away."""
        if on < today() - timedelta(days=1):
            raise refuse(mark("This day is over. Choose a day that still has to come."))
        if on > today() + timedelta(days=400):
            raise refuse(mark("This is more than a year away. Check the date."))
        return on


class MissedForm(Form):
    """Why a session did not happen, for who wants to say it."""

    why: Literal["ill", "forgot", "busy", "other", "unsaid"] = "unsaid"


class AheadForm(Form):
    """The next sessions at once: the days one chooses, at one time and place."""

    days: list[Day] = Field(min_length=1, max_length=12)
    at: Clock
    way: Way = "in-person"
    place: Line | None = None

    @field_validator("days")
    @classmethod
    def all_ahead(cls, days: list[date]) -> list[date]:
        """Each of them lies ahead."""
        for day in days:
            if not today() <= day <= today() + timedelta(days=400):
                raise refuse(mark("This day is over. Choose a day that still has to come."))
        return sorted(set(days))


class AttendForm(Form):
    """Who was there."""

    present: list[UUID] = Field(default_factory=list, max_length=60)
