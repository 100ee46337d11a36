"""What people fill in to tell each other something, in four questions or one line."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints, model_validator

from app.feedback.content import Content
from app.web.forms import Form, Line, Words, refuse
from app.web.language import mark


class GiveForm(Form):
    """Feedback: for whom, and the four questions, of which one answer is enough."""

    to: UUID | Literal["scheme"]
    happened: Words | None = None
    saw: Words | None = None
    did_to_me: Words | None = None
    hope: Words | None = None

    @model_validator(mode="after")
    def says_something(self):
        """An empty page helps nobody."""
        if not (self.happened or self.saw or self.did_to_me or self.hope):
            raise refuse(mark("Answer one of the four questions. One sentence is enough."))
        return self

    def content(self) -> Content:
        """What is sealed of it."""
        return Content(happened=self.happened, saw=self.saw, did_to_me=self.did_to_me, hope=self.hope)


class AnswerForm(Form):
    """What somebody says back."""

    said: Words


class CheerForm(Form):
    """One warm line, for somebody in the match, perhaps about a goal."""

    to: UUID
    said: Annotated[Line, StringConstraints(max_length=200)]
    goal: UUID | None = None
