"""Openings: in danger two of the staff together open what somebody wrote for themselves, for a day, and it is told."""

from flask import Flask

from app.openings import cards, policy, privacy, routes
from app.privacy.erasing import retention
from app.privacy.shown import besides
from app.safeguarding.sockets import below_record
from app.surfaces import Card, Place, desk, without_match
from app.web.language import mark

OPENINGS = Place("openings", mark("In danger"), "openings.openings", policy.guards)
OF_CONCERN = Card("openings/_of_concern.html", cards.of_concern)
WAITS = Card("openings/_waits.html", cards.waits)


def install(app: Flask) -> None:
    """Serve the pages; say to whom it is about who opened what, and to the second person that one waits."""
    app.register_blueprint(routes.bp)
    desk.plug("openings", OPENINGS, 35)
    without_match.plug("openings", WAITS, 4)
    below_record.plug("openings", OF_CONCERN, 50)
    besides.plug("openings", privacy.opened)
    retention.plug("openings", privacy.RETAINED, 95)
