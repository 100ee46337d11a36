"""What stands in a goal, in what was said about its progress, and in its steps; each sealed for its own row."""

from decimal import Decimal
from typing import Any, TypedDict

from app.goals.models import Goal, GoalRevision, Progress, Step
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


class Content(TypedDict, total=False):
    """The words and numbers of a goal; numbers as decimal texts, `baseline` 0 to 10."""

    what: str
    see: str | None
    helps: str | None
    why: str | None
    unit: str | None
    start: str | None
    target: str | None
    baseline: int | None
    learned: str | None


class Told(TypedDict, total=False):
    """What somebody said about progress: 0 to 10, how many now, and a line on what changed."""

    score: int | None
    number: str | None
    said: str | None


def bound(goal: Any) -> str:
    """What a sealed goal is bound to: it opens in no other row or match, for no other author or readers."""
    return f"goal|sealed|{goal.id}|{goal.author_id}|{goal.scheme_id}|{goal.match_id}|{goal.audience}"


def seal_content(goal: Goal, content: Content) -> bytes:
    """Seal the words with the author's key, for the goal as its columns stand now."""
    return seal_fields(key_of(goal.author_id, PURPOSE), dict(content), bound(goal))


def content_of(goal: Goal) -> Content:
    """The words of a goal."""
    return open_content(key_of(goal.author_id, PURPOSE), goal)


def open_content(key: bytes, goal: Any) -> Content:
    """The words of a goal, of an earlier version or of a query's row, with the author's key at hand."""
    return Content(**{"learned": None, **unseal_fields(key, goal.sealed, bound(goal))})  # type: ignore[typeddict-item]


class Earlier:
    """An earlier version of a goal, looking like the goal."""

    def __init__(self, goal: Goal, kept: GoalRevision) -> None:
        self.id, self.author_id = goal.id, goal.author_id
        self.scheme_id, self.match_id = goal.scheme_id, goal.match_id
        self.audience, self.sealed = kept.audience, kept.sealed


def _bound_part(kind: str, part: Any) -> str:
    return f"{kind}|sealed|{part.id}|{part.goal_id}|{part.author_id}"


def seal_progress(progress: Progress, told: Told) -> bytes:
    """Seal what was said about progress, with the key of who said it."""
    return seal_fields(
        key_of(progress.author_id, PURPOSE), {**told, "v": 1}, _bound_part("progress", progress)
    )


def open_progress(key: bytes, row: Any) -> Told:
    """What was said about progress."""
    fields = unseal_fields(key, row.sealed, _bound_part("progress", row))
    return Told(score=fields.get("score"), number=fields.get("number"), said=fields.get("said"))


def seal_step(step: Step, what: str) -> bytes:
    """Seal the words of a step, with the key of who wrote it down."""
    return seal_fields(key_of(step.author_id, PURPOSE), {"what": what}, _bound_part("step", step))


def open_step(key: bytes, row: Any) -> str:
    """The words of a step."""
    return unseal_fields(key, row.sealed, _bound_part("step", row))["what"]


def as_text(number: Decimal | None) -> str | None:
    """A number as it is kept: without an exponent and without zeros at its end."""
    if number is None:
        return None
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"
