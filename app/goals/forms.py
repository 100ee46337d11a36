"""What people fill in about a goal: five human questions, how it goes, and its steps."""

from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints, field_validator, model_validator

from app.goals.content import Content, Told, as_text
from app.web.forms import Day, Form, Line, Number, Words, refuse
from app.web.language import mark, today

Audience = Literal["me", "pair", "team"]
Theme = Literal["learning", "work", "network", "wellbeing", "culture", "own"]
Unit = Annotated[Line, StringConstraints(max_length=40)]
Score = Annotated[int, Field(ge=0, le=10)]
FARTHEST = timedelta(days=5 * 366)
MOST_STEPS = 40


class WhatForm(Form):
    """The goal itself: the five questions, what is counted, where it began, and its theme."""

    what: Line
    see: Words | None = None
    helps: Words | None = None
    why: Words | None = None
    until: Day | None = None
    unit: Unit | None = None
    start: Number | None = None
    target: Number | None = Field(None, validate_default=True)
    baseline: Score | None = None
    theme: Theme = "own"

    @field_validator("until")
    @classmethod
    def not_years_away(cls, until: date | None) -> date | None:
        """A goal has a day within five years."""
        if until and until > today() + FARTHEST:
            raise refuse(mark("This is years away. Check the year, or leave it empty for now."))
        return until

    @field_validator("target")
    @classmethod
    def above_the_start(cls, target, others):
        """What is counted grows; whoever counts says up to how many."""
        start = others.data.get("start")
        if target is None:
            if others.data.get("unit") or start is not None:
                raise refuse(mark("How many do you want to reach? Or leave the counting empty."))
        elif target <= (start or 0):
            raise refuse(
                mark("This must be more than where you start. Count something that grows, like tries.")
            )
        return target

    def content(self) -> Content:
        """What is sealed of it."""
        counted = self.target is not None
        return Content(
            what=self.what,
            see=self.see,
            helps=self.helps,
            why=self.why,
            unit=self.unit,
            start=as_text(self.start or 0) if counted else None,  # type: ignore[arg-type]
            target=as_text(self.target),
            baseline=self.baseline,
        )


class GoalForm(WhatForm):
    """A new goal: with whose it is, who can see it, and its first steps, one a line."""

    belongs: Literal["own", "pair"] = "own"
    audience: Audience = Field("me", validate_default=True)
    steps: Words | None = None

    says: ClassVar[dict[str, str]] = {
        "steps": mark("Keep the first few steps, each on one short line. More can come as you go.")
    }

    @field_validator("until")
    @classmethod
    def still_to_come(cls, until: date | None) -> date | None:
        """A new goal has its day before it (a day of leeway for phones in other time zones)."""
        if until and until < today() - timedelta(days=1):
            raise refuse(mark("This day is over. Choose a day that still has to come."))
        return until

    @field_validator("steps")
    @classmethod
    def a_few_short_lines(cls, steps: str | None) -> str | None:
        """Steps fit on a screen."""
        lines = [line.strip() for line in (steps or "").split("\n") if line.strip()]
        if len(lines) > MOST_STEPS or any(len(line) > 200 for line in lines):
            raise ValueError("too many steps, or too long ones")
        return steps

    @field_validator("audience")
    @classmethod
    def shared_where_it_is_of_all(cls, audience: str, others):
        """A goal of all of them is seen by all of them."""
        if audience == "me" and others.data.get("belongs") == "pair":
            raise refuse(mark("A goal of you together is for all of you to see. Or make it your own goal."))
        return audience

    def step_lines(self) -> list[str]:
        """The first steps."""
        lines = (" ".join(line.split()) for line in (self.steps or "").split("\n"))
        return [line for line in lines if line]


class ReviseForm(WhatForm):
    """Another version of a goal; `rev` is the one its writer started from."""

    rev: int = Field(ge=1, le=1_000_000)


class ProgressForm(Form):
    """How it goes: a day, 0 to 10, how many now, a line on what changed, and the session it was about."""

    on: Day
    score: Score | None = None
    number: Number | None = None
    said: Words | None = None
    session: UUID | None = None

    @field_validator("on")
    @classmethod
    def not_before_it_happened(cls, on: date) -> date:
        """Progress lies behind us (a day of leeway for phones in other time zones)."""
        if on > today() + timedelta(days=1):
            raise refuse(mark("This day has not come yet."))
        if on < today() - FARTHEST:
            raise refuse(mark("This is very long ago. Check the year."))
        return on

    @model_validator(mode="after")
    def says_something(self):
        """One of the three is enough."""
        if self.score is None and self.number is None and self.said is None:
            raise refuse(mark("Tell one thing: a number, or a line on what changed."))
        return self

    def told(self) -> Told:
        """What is sealed of it."""
        return Told(score=self.score, number=as_text(self.number), said=self.said)


class StepForm(Form):
    """One more step, and whose it is: a person's, or everybody's together."""

    what: Line
    owner: UUID | Literal["together"] = "together"


class ChangeStepForm(StepForm):
    """A step said differently; `was` is how it stood for who changes it."""

    was: Line | None = None


class MoveForm(Form):
    """A step goes one place up or down."""

    where: Literal["up", "down"]


class TickForm(Form):
    """A step is done, or not after all."""

    done: bool = False


class ShareForm(Form):
    """Who can see a goal from now on."""

    audience: Audience


class EndForm(Form):
    """What somebody takes along from a goal that they reached or let go."""

    learned: Words | None = None
