"""What is filled in about accounts."""

import unicodedata
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, StringConstraints, ValidationInfo, field_validator

from app.people.forms import Name
from app.web.forms import Form, Line, Words, refuse
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


def _digits(value: object) -> object:
    """A PIN as people type it, with spaces or in the digits of any script."""
    if not isinstance(value, str):
        return value
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in value if not sign.isspace())


Pin = Annotated[str, BeforeValidator(_digits), StringConstraints(pattern=r"^[0-9]{6,12}$")]
_PIN = mark("A PIN has 6 to 12 digits, not all the same and not in a row.")


class PinForm(Form):
    """The PIN of the own lock, and where its owner wanted to go."""

    secret = frozenset(("pin",))
    says: ClassVar[dict[str, str]] = {"pin": _PIN}
    pin: Pin
    next: Annotated[Line, StringConstraints(max_length=200)] | None = None


class SetLockForm(Form):
    """A new PIN, typed twice."""

    secret = frozenset(("new", "again"))
    says: ClassVar[dict[str, str]] = {"new": _PIN}
    new: Pin
    again: Pin

    @field_validator("new")
    @classmethod
    def _not_the_first_guess(cls, pin: str) -> str:
        steps = {(int(two) - int(one)) % 10 for one, two in zip(pin, pin[1:], strict=False)}
        if len(steps) == 1 and steps <= {0, 1, 9}:
            raise refuse(_PIN)
        return pin

    @field_validator("again")
    @classmethod
    def _twice_the_same(cls, again: str, others: ValidationInfo) -> str:
        if others.data.get("new", again) != again:
            raise refuse(mark("These are not the same. Type it once more."))
        return again


class ChangeLockForm(SetLockForm):
    """The PIN as it is, and the new one twice."""

    secret = frozenset(("pin", "new", "again"))
    says: ClassVar[dict[str, str]] = {"pin": _PIN, "new": _PIN}
    pin: Pin


CHECKED: dict[str, str] = {
    "in-person": mark("We sat together"),
    "video": mark("I saw them on video"),
    "voice": mark("I know their voice"),
}
