"""What openings say about privacy: who opened what somebody wrote for themselves, once that was told."""

from datetime import timedelta

from sqlalchemy import select

from app.db import db
from app.openings.models import Opening
from app.openings.words import TOLD
from app.people.actor import Actor
from app.people.named import ALSO, BY
from app.privacy.erasing import Retained
from app.web.language import _, mark


def opened(actor: Actor) -> str | None:
    """The latest opening they were told of; one query."""
    row = db.session.execute(
        select(Opening.why, Opening.agreed_at, BY.called.label("one"), ALSO.called.label("other"))
        .join(BY, BY.id == Opening.asked_by)
        .join(ALSO, ALSO.id == Opening.agreed_by)
        .where(Opening.person_id == actor.id, Opening.told_at.is_not(None))
        .order_by(Opening.agreed_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    said = _("%(one)s and %(other)s opened for a day what only you read, %(why)s.")
    return said % {"one": row.one, "other": row.other, "why": _(TOLD[row.why])}


RETAINED = (
    Retained(
        Opening,
        mark("That somebody opened what only you read"),
        mark("For two years."),
        lambda now: Opening.asked_at < now - timedelta(days=730),
    ),
)
