"""Sessions: meetings that are planned, held, or missed."""

from flask import Flask

from app.flags.reasons import reasons
from app.offline.kept import keep
from app.privacy.erasing import retention
from app.privacy.held import held
from app.sessions import privacy, routes
from app.sessions.kept import kept
from app.sessions.on_desk import REASONS
from app.web import pages


def install(app: Flask) -> None:
    """Serve the pages, give every template the words for a session's facts, and keep the forms to plan one."""
    app.register_blueprint(routes.bp)
    pages.context.plug("sessions", routes.words)
    for reason in REASONS:
        reasons.plug(reason.kind, reason)
    keep.plug("sessions", kept, 45)
    held.plug("sessions", privacy.HELD, 72)
    retention.plug("sessions", privacy.RETAINED, 72)
