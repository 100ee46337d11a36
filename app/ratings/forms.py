"""What people fill in about how it is between them."""

from typing import ClassVar

from pydantic import Field

from app.web.forms import Form, Words
from app.web.language import mark


class RateForm(Form):
    """How it is, 1 to 5, and a line for who likes to say why."""

    value: int = Field(ge=1, le=5)
    said: Words | None = None

    says: ClassVar[dict[str, str]] = {"value": mark("Choose one of the five.")}
