"""What is filled in when somebody wants to talk, and when they are answered."""

from typing import Literal

from app.web.forms import Form, Words


class AskForm(Form):
    """How to be reached, whether the mentor's contact pauses, and words for who wants to give some."""

    way: Literal["call", "message", "visit"] = "call"
    pause: bool = False
    said: Words | None = None


class AnswerForm(Form):
    """What the young person reads: when and how somebody talks with them."""

    said: Words
