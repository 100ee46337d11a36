"""The words of feedback, of answers and of cheers, each sealed with its writer's key for its own row and reader."""

from typing import Any, TypedDict

from app.feedback.models import Cheer, Feedback, FeedbackAnswer
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"


class Content(TypedDict, total=False):
    """The four questions: what happened, what I saw or heard, what it did with me, what I hope or am proud of."""

    happened: str | None
    saw: str | None
    did_to_me: str | None
    hope: str | None


def _bound(kind: str, row: Any) -> str:
    return f"{kind}|sealed|{row.id}|{row.author_id}|{row.to_id}|{row.match_id}"


def seal_feedback(row: Feedback, content: Content) -> bytes:
    """Seal feedback for its receiver."""
    return seal_fields(key_of(row.author_id, PURPOSE), dict(content), _bound("feedback", row))


def open_feedback(key: bytes, row: Any) -> Content:
    """The words of feedback, with the writer's key."""
    return Content(**unseal_fields(key, row.sealed, _bound("feedback", row)))  # type: ignore[typeddict-item]


def seal_cheer(row: Cheer, said: str) -> bytes:
    """Seal a cheer for its receiver."""
    return seal_fields(key_of(row.author_id, PURPOSE), {"said": said}, _bound("cheer", row))


def open_cheer(key: bytes, row: Any) -> str:
    """The line of a cheer, with the writer's key."""
    return unseal_fields(key, row.sealed, _bound("cheer", row))["said"]


def _bound_answer(row: Any) -> str:
    return f"feedback_answer|sealed|{row.id}|{row.by_id}|{row.feedback_id}"


def seal_answer(row: FeedbackAnswer, said: str) -> bytes:
    """Seal an answer to feedback."""
    return seal_fields(key_of(row.by_id, PURPOSE), {"said": said}, _bound_answer(row))


def open_answer(key: bytes, row: Any) -> str:
    """The words of an answer, with its writer's key."""
    return unseal_fields(key, row.sealed, _bound_answer(row))["said"]
