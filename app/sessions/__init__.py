"""Sessions: meetings that are planned, held, or missed."""

from flask import Flask

from app.sessions import routes
from app.web import pages


def install(app: Flask) -> None:
    """Serve the pages, and give every template the words for a session's facts."""
    app.register_blueprint(routes.bp)
    pages.context.plug("sessions", routes.words)
