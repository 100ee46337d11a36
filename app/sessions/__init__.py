"""Sessions: meetings that are planned, held, or missed."""

from flask import Flask

from app.flags.reasons import reasons
from app.sessions import routes
from app.sessions.on_desk import REASONS
from app.web import pages


def install(app: Flask) -> None:
    """Serve the pages, and give every template the words for a session's facts."""
    app.register_blueprint(routes.bp)
    pages.context.plug("sessions", routes.words)
    for reason in REASONS:
        reasons.plug(reason.kind, reason)
