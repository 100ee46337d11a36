"""What my data says about privacy itself: that somebody, or the staff for them, asked to let everything go."""

from app.mydata.for_another import PURPOSE, open_words
from app.mydata.models import Erasure, ErasureRequest
from app.mydata.words import WHY
from app.privacy.held import Held
from app.sealing.vault import key_of
from app.web.language import mark

HELD = (
    Held(
        Erasure,
        mark("When you asked to let everything go"),
        ("asked_at", "due_at", "withdrawn_at"),
        ("person_id",),
        stays=mark("To show that it was done."),
    ),
    Held(
        ErasureRequest,
        mark("When the team asked to let everything of yours go"),
        ("asked_at", "asked_by", "why", "agreed_at", "agreed_by", "stopped_at"),
        ("person_id",),
        told=lambda row: {"reason": open_words(key_of(row.person_id, PURPOSE), row)},
        words={"why": WHY},
        stays=mark("To show that it was done."),
    ),
)
