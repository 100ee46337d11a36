"""What people fill in to get to know each other."""

from pydantic import Field

from app.acquaintance.content import Content
from app.web.forms import Form, Line, Words


class CardForm(Form):
    """Who somebody is; `shared` names what the others in a match may read."""

    strengths: Words | None = None
    like: Words | None = None
    rather_not: Words | None = None
    hopes: Words | None = None
    motivation: Words | None = None
    shared: list[Line] = Field(default_factory=list, max_length=20)

    def content(self) -> Content:
        """The words of it, as far as there are any."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name != "shared"}
        return {name: said for name, said in given.items() if said}


class SheetForm(Form):
    """How somebody prepares, and whether they are ready for the others to read it."""

    about_me: Words | None = None
    curious: Words | None = None
    exciting: Words | None = None
    wish: Words | None = None
    ready: bool = False

    def content(self) -> Content:
        """The words of it, as far as there are any."""
        given = {name: getattr(self, name) for name in type(self).model_fields if name != "ready"}
        return {name: said for name, said in given.items() if said}
