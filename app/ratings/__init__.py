"""Ratings: how it is between two people, from both sides, for the team alone."""

from flask import Flask

from app.flags.reasons import Reason, reasons
from app.matches.sockets import to_do
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.ratings import cards, privacy, routes
from app.surfaces import Card, on_match
from app.web.language import mark

IN_MATCH = Card("ratings/_in_match.html", cards.in_match)
APART = Reason("rating", mark("It changed between them, or they see it differently"), opens="matches.match")


def install(app: Flask) -> None:
    """Serve the page, ask when it is time, and tell the team."""
    app.register_blueprint(routes.bp)
    to_do.plug("ratings", cards.due, 70)
    on_match.plug("ratings", IN_MATCH, 60)
    reasons.plug("rating", APART)
    shown.plug("ratings", privacy.RATINGS, 40)
    held.plug("ratings", privacy.HELD, 40)
    retention.plug("ratings", privacy.RETAINED, 40)
