"""Goals as their readers see them: what is measured, what is still open, how it stands against the time."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from app.goals.content import Content, Told
from app.goals.measure import Scale, scale_of, standing
from app.goals.words import LETTERS, Letter
from app.people.models import tone
from app.web.language import today


@dataclass(frozen=True)
class ProgressView:
    """What somebody said about progress."""

    id: UUID
    goal_id: UUID
    author_id: UUID
    author: str
    session_id: UUID | None
    on: date
    told: Told


@dataclass(frozen=True)
class StepView:
    """A step as a reader sees it; `owner` is empty where it is of all of them."""

    id: UUID
    goal_id: UUID
    author_id: UUID
    owner_id: UUID | None
    owner: str | None
    done_at: datetime | None
    what: str


@dataclass(frozen=True)
class GoalView:
    """A goal as one reader sees it."""

    id: UUID
    author_id: UUID
    author: str
    scheme_id: UUID | None
    match_id: UUID | None
    belongs: str
    audience: str
    theme: str
    state: str
    began_on: date
    until: date | None
    rev: int
    touched_at: datetime
    ended_at: datetime | None
    mine: bool
    content: Content
    progress: tuple[ProgressView, ...] = ()
    steps: tuple[StepView, ...] = ()

    @property
    def what(self) -> str:
        """The goal in its author's words."""
        return self.content["what"]

    @property
    def tone(self) -> int:
        """The colour number of the author's avatar."""
        return tone(self.author_id)

    @cached_property
    def scale(self) -> Scale | None:
        """What is measured, if anything is."""
        return scale_of(self.content, self.progress)

    @property
    def steps_done(self) -> int:
        """How many steps are done."""
        return sum(step.done_at is not None for step in self.steps)

    @property
    def share(self) -> float | None:
        """How much of the way is behind, 0 to 1: of what is measured, else of the steps."""
        if self.scale is not None:
            return self.scale.share
        return self.steps_done / len(self.steps) if self.steps else None

    @property
    def standing(self) -> str | None:
        """How an open goal stands against the time."""
        if self.state != "open":
            return None
        return standing(self.share, self.began_on, self.until, today())

    @property
    def days_left(self) -> int | None:
        """Days until the day they want to be there."""
        return (self.until - today()).days if self.until else None

    def has(self, letter: Letter) -> bool:
        """True when one of the letter's fields says enough."""
        said = {**self.content, "until": str(self.until or "")}
        return any(len(str(said.get(name) or "")) >= letter.least for name in letter.fields)

    @property
    def open_letters(self) -> list[Letter]:
        """The letters that nothing was said about yet."""
        return [letter for letter in LETTERS if not self.has(letter)]


@dataclass(frozen=True)
class Version:
    """How a goal was said until a moment, and who then changed it."""

    content: Content
    until: date | None
    by: str
    at: datetime
