"""Stopping: who in a match asks to stop now, by its history. Each takes back only what they asked themselves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.db import db
from app.matches.models import Match, MatchEvent

ASKED, TAKEN_BACK = "ask-to-stop", "stay"


def who_asks(match: Match) -> dict[UUID, datetime]:
    """Who asks, and since when, the latest last; nobody knows of another, so both may. One query, where anybody does."""
    if match.stop_asked_at is None or match.stop_asked_by is None:
        return {}
    rows = db.session.execute(
        select(MatchEvent.verb, MatchEvent.by_id, MatchEvent.server_at)
        .where(
            MatchEvent.match_id == match.id,
            or_(MatchEvent.verb.in_((ASKED, TAKEN_BACK)), MatchEvent.to_state == "closed"),
        )
        .order_by(MatchEvent.id)
    )
    asking: dict[UUID, datetime] = {}
    for row in rows:
        if row.verb == ASKED:
            asking[row.by_id] = row.server_at
        elif row.verb == TAKEN_BACK:
            asking.pop(row.by_id, None)
        else:
            asking.clear()
    asking.pop(match.stop_asked_by, None)
    return {**asking, match.stop_asked_by: match.stop_asked_at}
