"""What people fill in about a match as a whole: a proposal, a question about it, and each move."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.matches.guards import Facts
from app.web.forms import Day, Form, Line, Words


class ProposeForm(Form):
    """A proposal: which kind, who, and the reasons that they will read."""

    kind_of_match: Literal["one-to-one", "group", "peer"] = "one-to-one"
    mentees: list[UUID] = Field(default_factory=list, max_length=30)
    mentors: list[UUID] = Field(default_factory=list, max_length=4)
    name: Line | None = None
    reasons: Words
    brought: bool = False
    helps: Words | None = None


class QuestionForm(Form):
    """One more question before somebody answers."""

    asks: Words


class AnswerForm(Form):
    """What the team answers to a question."""

    said: Words


class MoveForm(Form):
    """A move that needs no more than a yes."""

    def facts(self) -> Facts:
        """What is said with the move."""
        given = {name: getattr(self, name) for name in type(self).model_fields}
        present = frozenset(given.pop("present", ()))
        return Facts(present=present, **given)


class ReasonForm(MoveForm):
    """A move with the reason for it."""

    reason: Words


class PauseForm(MoveForm):
    """A pause: until which day, and why for who wants to say it."""

    until: Day
    reason: Words | None = None


class MeetForm(MoveForm):
    """The match meeting: when it was, and who was there."""

    on: Day
    present: list[UUID] = Field(default_factory=list, max_length=60)
    reason: Words | None = None


class CloseForm(MoveForm):
    """The end of a match: why, and how the last talk with both went (or why there was none)."""

    why: Literal["planned", "mentee", "mentor", "practical", "concern"]
    talk: Words


class JoinForm(Form):
    """Somebody who is asked into a group, on which side."""

    person: UUID
    side: Literal["mentee", "mentor"]


class StandInForm(Form):
    """Who stands in for a mentor, from which day until which."""

    person: UUID
    since: Day
    until: Day
