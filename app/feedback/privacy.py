"""What feedback says about privacy: who reads what somebody told, and their cheers."""

from sqlalchemy import select

from app.feedback import policy
from app.feedback.content import PURPOSE, open_answer, open_cheer, open_feedback
from app.feedback.models import Cheer, Feedback, FeedbackAnswer, FeedbackReading
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
        Ground(
            policy.read_as_team_by, mark("because it is for the programme, or the team was asked to help")
        ),
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

HELD = (
    Held(
        Feedback,
        mark("Feedback"),
        ("author_id", "to_id"),
        told=lambda row: dict(open_feedback(key_of(row.author_id, PURPOSE), row)),
    ),
    Held(
        FeedbackAnswer,
        mark("Answers to feedback"),
        ("by_id",),
        told=lambda row: {"said": open_answer(key_of(row.by_id, PURPOSE), row)},
    ),
    Held(
        Cheer,
        mark("Cheers"),
        ("author_id", "to_id"),
        told=lambda row: {"said": open_cheer(key_of(row.author_id, PURPOSE), row)},
    ),
)
