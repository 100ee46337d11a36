"""Closing and celebrating: looking back, thank-you notes that open together, and a keepsake that its owner keeps."""

from flask import Flask

from app.closing import cards, privacy, prompts, queries, routes
from app.flags.reasons import reasons
from app.matches.sockets import keepsakes, to_do
from app.offline.kept import keep
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.schemes.texts import groups
from app.surfaces import Card, mine, on_match
from app.web import pages

ON_MATCH = Card("closing/_on_match.html", cards.on_match)
MINE = Card("closing/_mine.html", cards.mine)


def install(app: Flask) -> None:
    """Serve the pages; say what is to be done in the fifth step; the thank-yous may go in the keepsake."""
    app.register_blueprint(routes.bp)
    groups.plug("look_back", prompts.LOOKING_BACK, 60)
    to_do.plug("closing", cards.to_do, 40)
    keepsakes.plug("closing", queries.notes_to_keep, 90)
    on_match.plug("closing", ON_MATCH, 10)
    mine.plug("closing", MINE, 30)
    keep.plug("closing", cards.kept, 55)
    reasons.plug("closing", cards.NEAR_THE_END)
    pages.context.plug("closing", routes.words)
    shown.plug("look-backs", privacy.LOOK_BACKS, 54)
    shown.plug("thanks", privacy.THANKS, 56)
    held.plug("closing", privacy.HELD, 56)
    retention.plug("closing", privacy.RETAINED, 56)
