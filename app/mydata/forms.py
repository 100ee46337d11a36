"""What is filled in to let everything of somebody else go."""

from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from app.web.forms import Form, Words
from app.web.language import mark


class ForAnotherForm(Form):
    """Why it is the staff who ask, and in own words what happened."""

    why: Literal["told", "guardian", "cannot"]
    said: Annotated[Words, StringConstraints(max_length=1000)]
    says: ClassVar[dict[str, str]] = {"why": mark("Choose why it is you who ask.")}
