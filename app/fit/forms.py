"""What people answer to whether it fits."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.web.forms import Form, Words


class FitForm(Form):
    """One tap; a few words for who wants that."""

    answer: Literal["good", "finding-out", "rather-not"]
    said: Annotated[Words, StringConstraints(max_length=2000)] | None = None
