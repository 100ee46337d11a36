"""What is filled in about accounts."""

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from app.people.forms import Name
from app.web.forms import Form, Line, Words
from app.web.language import mark


class CodeForm(Form):
    """The code of an invitation, as somebody types it."""

    code: Annotated[Line, StringConstraints(max_length=80)]
    says: ClassVar[dict[str, str]] = {"code": mark("Type the code you got.")}


class JoinForm(Form):
    """What somebody who joins wants to be called, and which language they read."""

    called: Name
    language: Literal["nl", "en"]
    says: ClassVar[dict[str, str]] = {"called": mark("Write what you want to be called, at most 40 letters.")}


class LabelForm(Form):
    """What somebody calls a passkey."""

    label: Name


class RecoveryForm(Form):
    """Why somebody has to be let back in, and how they were recognised."""

    reason: Annotated[Words, StringConstraints(max_length=500)]
    checked: Literal["in-person", "video", "voice"]
    says: ClassVar[dict[str, str]] = {"checked": mark("Say how you recognised them.")}


CHECKED: dict[str, str] = {
    "in-person": mark("We sat together"),
    "video": mark("I saw them on video"),
    "voice": mark("I know their voice"),
}
