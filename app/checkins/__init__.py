"""Check-ins: the team calls mentee, mentor and parent by the clocks, and writes down in two minutes how it is."""

from flask import Flask

from app.checkins import privacy, routes
from app.checkins.on_desk import CHECK_IN, FAMILY
from app.flags.reasons import reasons
from app.privacy.erasing import retention
from app.privacy.shown import shown


def install(app: Flask) -> None:
    """Serve the form, and bring to the desk whom it is time to call."""
    app.register_blueprint(routes.bp)
    reasons.plug(CHECK_IN.kind, CHECK_IN)
    reasons.plug(FAMILY.kind, FAMILY)
    retention.plug("checkins", privacy.RETAINED, 62)
    shown.plug("check-ins", privacy.CHECK_INS, 62)
