"""Feedback: what people tell each other in four questions, what comes back, and cheers of one line."""

from flask import Flask

from app.feedback import cards, privacy, routes
from app.feedback.policy import hears
from app.flags.reasons import Reason, reasons
from app.goals.sockets import beside_goal
from app.matches.sockets import keepsakes
from app.offline import kept
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.surfaces import Card, Place, desk, mine, on_match, today
from app.web.language import mark

CHEERS = Card("feedback/_cheers.html", cards.cheers)
NEWS = Card("feedback/_news.html", cards.news)
BESIDE = Card("feedback/_cheer_button.html", cards.beside_goal)
IN_MATCH = Card("feedback/_in_match.html", cards.in_match)
MINE = Card("feedback/_mine.html", cards.mine)
FOR_TEAM = Place("feedback", mark("Feedback"), "feedback.for_team", hears)
ASKED_IN = Reason("asked_in", mark("%(name)s asks you to help with feedback"), opens="feedback.feedback")


def install(app: Flask) -> None:
    """Serve the pages, and show what is new where its readers are."""
    app.register_blueprint(routes.bp)
    today.plug("feedback.news", NEWS, 16)
    today.plug("feedback.cheers", CHEERS, 40)
    beside_goal.plug("feedback", BESIDE)
    on_match.plug("feedback", IN_MATCH, 30)
    mine.plug("feedback", MINE, 20)
    desk.plug("feedback", FOR_TEAM, 50)
    reasons.plug("asked_in", ASKED_IN)
    kept.keep.plug("feedback", cards.kept, 40)
    kept.forms.plug("feedback", cards.forms, 40)
    keepsakes.plug("feedback", cards.keepsakes)
    shown.plug("feedback", privacy.FEEDBACK, 30)
    shown.plug("cheers", privacy.CHEERS, 32)
    held.plug("feedback", privacy.HELD, 30)
    retention.plug("feedback", privacy.RETAINED, 30)
