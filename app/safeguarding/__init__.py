"""Safeguarding: whom to call right now, and the record of concerns, apart from everything else."""

from flask import Flask

from app.flags.reasons import reasons
from app.privacy.erasing import holds
from app.safeguarding import concern_routes, policy, queries, routes
from app.safeguarding.on_desk import CONCERN
from app.surfaces import Card, Place, beside_numbers, desk
from app.web import pages
from app.web.language import mark

PAGES = (routes, concern_routes)  # all on one blueprint
CONCERNS = Place("concerns", mark("Concerns"), "safeguarding.concerns", policy.keeps_records)
WORRY = Card("safeguarding/_worry.html", lambda actor, _nothing: {} if policy.has_raised(actor) else None)


def install(app: Flask) -> None:
    """Serve the pages, and bring open concerns to the desk of who may read them."""
    app.register_blueprint(routes.bp)
    pages.context.plug("safeguarding", routes.words)
    beside_numbers.plug("safeguarding.worry", WORRY, 50)
    desk.plug("concerns", CONCERNS, 30)
    reasons.plug(CONCERN.kind, CONCERN)
    holds.plug("safeguarding", queries.is_open_about)
