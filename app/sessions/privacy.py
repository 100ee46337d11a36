"""What sessions say about privacy: when somebody met, and that they were there."""

from typing import Any

from sqlalchemy import select

from app.db import db
from app.matches.models import Match
from app.matches.policy import taken_part_by
from app.matches.privacy import together
from app.privacy.held import TOGETHER, Held
from app.sessions.models import Attendance, Session
from app.sessions.words import MISSED, STATES, WAYS
from app.web.language import mark


def _which(row: Attendance) -> dict[str, Any]:
    return {"on": db.session.get_one(Session, row.session_id).on}


HELD = (
    Held(
        Session,
        mark("Sessions"),
        ("on", "state", "starts_at", "minutes", "way", "place", "why_missed"),
        through=lambda actor: Session.match_id.in_(select(Match.id).where(taken_part_by(actor))),
        words={"state": STATES, "way": WAYS, "why_missed": MISSED},
        stays=TOGETHER,
    ),
    Held(Attendance, mark("When you were there"), (), ("person_id",), told=_which),
)

RETAINED = (together(Session, mark("Sessions")),)
