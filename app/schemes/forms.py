"""What staff fill in: an invitation, and the settings of a scheme."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from app.schemes.settings import SchemeSettings
from app.web.forms import Form, Line, Words

Short = Annotated[Line, StringConstraints(max_length=80)]
Role = Literal["mentee", "mentor", "guardian", "youth_worker", "coordinator", "contact_person", "lead"]


class InviteForm(Form):
    """Somebody who gets a way in: for whom in one's own words, as what, and how long the code works."""

    meant_for: Short
    role: Role
    lasts: Literal["now", "home"] = "now"
    mentee: UUID | None = None  # of a guardian: whose


class SettingsForm(SchemeSettings):
    """The name and the settings of a scheme, with the revision they were changed from."""

    name: Short
    rev: int = Field(ge=1, le=10**9)


class TextsForm(Form):
    """A question or clause in a scheme's own words; what is left empty is said as usual."""

    key: Line
    nl: Words | None = None
    en: Words | None = None
