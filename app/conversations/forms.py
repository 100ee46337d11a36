"""What the team fills in to add a conversation card."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.web.forms import Form, Line, Words


class CardForm(Form):
    """A card: its kind, a question or sentence to begin with, and lines that help."""

    kind: Literal["good", "listening", "hard", "disagree", "feedback"]
    begins: Line
    helps: Annotated[Words, StringConstraints(max_length=600)] | None = None
