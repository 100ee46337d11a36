"""What sessions say about privacy: when somebody met, and that they were there."""

from app.matches.privacy import matches_of
from app.privacy.held import Held
from app.sessions.models import Attendance, Session
from app.web.language import mark

HELD = (
    Held(Session, mark("Sessions"), through=lambda me: Session.match_id.in_(matches_of(me))),
    Held(Attendance, mark("Who was there?"), ("person_id",)),
)
