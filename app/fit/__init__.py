"""Fit: after the first and the third session each is asked, in private, whether it fits; a no finds the team."""

from flask import Flask

from app.fit import cards, privacy, routes
from app.flags.reasons import reasons
from app.matches.sockets import to_do
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.surfaces import within

STANDS = ("desk", "/fits/")


def install(app: Flask) -> None:
    """Serve the page, ask when it is time, and tell the team of a 'rather not'."""
    app.register_blueprint(routes.bp)
    to_do.plug("fit", cards.to_do, 25)
    reasons.plug("fit", cards.RATHER_NOT)
    within.plug("fit", STANDS)
    shown.plug("fit", privacy.FITS, 42)
    held.plug("fit", privacy.HELD, 42)
    retention.plug("fit", privacy.RETAINED, 42)
