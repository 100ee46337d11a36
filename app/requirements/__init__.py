"""Requirements: what a mentor needs before a match, what the team saw of it, and until when it holds."""

from flask import Flask

from app.flags.reasons import reasons
from app.matches.sockets import unready
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.requirements import cards, privacy, routes
from app.requirements.on_desk import EXPIRES
from app.requirements.readiness import why_not
from app.schemes.sockets import beside_person
from app.surfaces import Card, mine

BESIDE = Card("requirements/_beside.html", cards.beside)
MINE = Card("requirements/_mine.html", cards.mine)


def install(app: Flask) -> None:
    """Serve the form, show what was seen beside a person, hold back a match, and tell the desk what expires."""
    app.register_blueprint(routes.bp)
    beside_person.plug("requirements", BESIDE, 15)
    mine.plug("requirements", MINE, 40)
    unready.plug("requirements", why_not)
    reasons.plug(EXPIRES.kind, EXPIRES)
    shown.plug("requirements", privacy.REQUIREMENTS, 64)
    held.plug("requirements", privacy.HELD, 64)
    retention.plug("requirements", privacy.RETAINED, 64)
