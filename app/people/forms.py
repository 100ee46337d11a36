"""What people fill in about themselves."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from app.web.forms import Form, Line

Name = Annotated[Line, StringConstraints(max_length=40)]


class NameForm(Form):
    """What somebody wants to be called."""

    called: Name


class LanguageForm(Form):
    """The language somebody wants to read."""

    language: Literal["nl", "en"]
