"""What the team fills in at the desk."""

from uuid import UUID

from pydantic import Field

from app.web.forms import Form, Words


class AnswerForm(Form):
    """An answer to one or more of the authors of a session's views."""

    to: list[UUID] = Field(min_length=1, max_length=60)
    said: Words
