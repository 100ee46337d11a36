"""What people fill in about an agreement."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from app.web.forms import Clock, Form, Words, refuse
from app.web.language import mark

Clause = Annotated[Words, StringConstraints(max_length=4000)]


class SectionForm(Form):
    """What they agree about one clause; `rev` is the one its writer started from."""

    said: Clause | None = None
    rev: int = Field(ge=1, le=1_000_000)


class TermsForm(Form):
    """How often and how long they meet, for how many weeks, and when it is quiet."""

    rhythm_days: int = Field(ge=1, le=92)
    session_minutes: int = Field(ge=10, le=480)
    weeks: int = Field(ge=1, le=260)
    quiet_from: Clock | None = None
    quiet_until: Clock | None = None

    @model_validator(mode="after")
    def both_or_neither(self):
        """Quiet hours have a beginning and an end."""
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise refuse(mark("Say from when until when it is quiet, or leave both empty."))
        return self


class SignForm(Form):
    """A signature: on this revision, with the limits of what can stay between them acknowledged."""

    rev: int = Field(ge=1, le=1_000_000)
    limits: bool = False
