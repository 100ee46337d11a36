"""What staff fill in about their scheme."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.schemes.settings import SchemeSettings
from app.web.forms import Form, Line


class InviteForm(Form):
    """Whom an invitation is for, in which role, and how long it is valid."""

    meant_for: Annotated[Line, StringConstraints(max_length=60)]
    role: Literal["mentee", "mentor", "guardian", "youth_worker", "coordinator", "contact_person", "lead"]
    lasts: Literal["now", "home"] = "now"


class SettingsForm(SchemeSettings):
    """A scheme's name and clocks; `rev` is the revision the lead started from."""

    name: Annotated[Line, StringConstraints(max_length=80)]
    rev: int = Field(ge=1, le=1_000_000)
