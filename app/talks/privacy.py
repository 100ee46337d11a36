"""What talks say about privacy: the team reads who wants to talk."""

from datetime import timedelta

from sqlalchemy import func

from app.privacy.erasing import Retained
from app.privacy.held import Held
from app.privacy.shown import Ground, Shown
from app.talks import policy
from app.talks.content import said
from app.talks.models import TalkRequest
from app.talks.words import WAYS
from app.web.language import mark, ngettext

TALKS = Shown(
    TalkRequest,
    said=lambda n: ngettext("%(n)s time that you wanted to talk", "%(n)s times that you wanted to talk", n),
    mine=lambda person_id: TalkRequest.person_id == person_id,
    grounds=(Ground(policy.answered_by, mark("because the team answers; your mentor never reads this")),),
)

HELD = (
    Held(
        TalkRequest,
        mark("When you wanted to talk"),
        ("asked_at", "way", "seen_at", "answered_at", "answered_by", "withdrawn_at"),
        ("person_id",),
        told=lambda row: {
            "asked": said(row, "sealed", row.person_id),
            "answer": said(row, "answer", row.answered_by),
        },
        words={"way": WAYS},
    ),
)

RETAINED = (
    Retained(
        TalkRequest,
        mark("When you wanted to talk"),
        mark("For a year after it was answered."),
        lambda now: (
            func.coalesce(TalkRequest.answered_at, TalkRequest.withdrawn_at) < now - timedelta(days=365)
        ),
    ),
)
