"""Talks: the young person's button, "I want to talk to somebody", and the answer that must come."""

from flask import Flask

from app.flags.reasons import reasons
from app.offline.kept import keep
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.surfaces import Card, beside_numbers, today, without_match
from app.talks import cards, privacy, routes
from app.talks.on_desk import MENTOR, TALK

ASK = Card("talks/_ask.html", cards.ask)
OPEN = Card("talks/_open.html", cards.open_one)


def install(app: Flask) -> None:
    """Serve the pages, keep the button on the phone, and bring what was asked to the desk.

    What came of it Today hears together with other answers, in one statement (app/review).
    """
    app.register_blueprint(routes.bp)
    today.plug("talks.ask", ASK, 80)
    without_match.plug("talks.open", OPEN, 8)
    without_match.plug("talks.ask", ASK, 80)
    beside_numbers.plug("talks.ask", ASK, 10)
    keep.plug("talks", cards.kept, 5)
    reasons.plug(TALK.kind, TALK)
    reasons.plug(MENTOR.kind, MENTOR)
    shown.plug("talks", privacy.TALKS, 15)
    held.plug("talks", privacy.HELD, 15)
    retention.plug("talks", privacy.RETAINED, 15)
