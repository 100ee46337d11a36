"""What feedback says about privacy: who reads what somebody told, and their cheers."""

from typing import Any

from sqlalchemy import ColumnElement, select

from app.feedback import policy
from app.feedback.content import PURPOSE, open_answer, open_cheer, open_feedback
from app.feedback.models import Cheer, Feedback, FeedbackAnswer, FeedbackReading
from app.matches.privacy import together
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.sealing.vault import key_of
from app.web.language import mark, ngettext

FEEDBACK = Shown(
    Feedback,
    said=lambda n: ngettext("%(n)s piece of feedback", "%(n)s pieces of feedback", n),
    mine=lambda person_id: Feedback.author_id == person_id,
    grounds=(
        Ground(policy.thanked_by, mark("because you gave it yourself")),
        Ground(policy.read_as_team_by, mark("because it is for the scheme, or the team was asked to help")),
    ),
    trail=FeedbackReading.feedback_id,
    one=mark("Feedback"),
    opens="feedback.feedback",
)
CHEERS = Shown(
    Cheer,
    said=lambda n: ngettext("%(n)s cheer", "%(n)s cheers", n),
    mine=lambda person_id: Cheer.author_id == person_id,
    readers=lambda person_id: (select(Cheer.to_id).where(Cheer.author_id == person_id),),
    grounds=(Ground(policy.cheers_readable_by, mark("because you gave it yourself")),),
)


def _to_mine(actor: Any) -> ColumnElement[bool]:
    heard = select(Feedback.id).where((Feedback.author_id == actor.id) | policy.thanked_by(actor))
    return FeedbackAnswer.feedback_id.in_(heard)


def _for_me(actor: Any) -> ColumnElement[bool]:
    return (Cheer.to_id == actor.id) & policy.cheers_readable_by(actor)


HELD = (
    Held(
        Feedback,
        mark("Feedback"),
        ("made_at", "author_id", "to_id", "read_at", "thanked_at"),
        ("author_id",),
        through=policy.thanked_by,
        told=lambda row: dict(open_feedback(key_of(row.author_id, PURPOSE), row)),
    ),
    Held(
        FeedbackAnswer,
        mark("Answers to feedback"),
        ("at", "by_id"),
        ("by_id",),
        through=_to_mine,
        told=lambda row: {"said": open_answer(key_of(row.by_id, PURPOSE), row)},
    ),
    Held(
        Cheer,
        mark("Cheers"),
        ("made_at", "author_id", "to_id"),
        ("author_id",),
        through=_for_me,
        told=lambda row: {"said": open_cheer(key_of(row.author_id, PURPOSE), row)},
    ),
)

RETAINED = (together(Feedback, mark("Feedback")), together(Cheer, mark("Cheers")))
