"""What is filled in to open what somebody wrote for themselves, and to say again why it is not told yet."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import model_validator

from app.web.forms import Form, Words, refuse
from app.web.language import mark


class AskForm(Form):
    """Out of which concern, of whom, which danger, in own words, and when they hear of it."""

    concern: UUID | None = None
    person: UUID
    why: Literal["self", "others", "missing"]
    said: Words
    tell: Literal["now", "later"] = "now"
    not_yet: Words | None = None
    says: ClassVar[dict[str, str]] = {
        "person": mark("Choose who it is about."),
        "why": mark("Choose what you fear."),
    }

    @model_validator(mode="after")
    def reason_to_wait(self):
        """Who does not tell says why."""
        if self.tell == "later" and not self.not_yet:
            raise refuse(mark("Write down why they cannot hear it yet."))
        return self


class NotYetForm(Form):
    """Why it still cannot be told."""

    not_yet: Words
