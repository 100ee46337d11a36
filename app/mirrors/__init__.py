"""Mirrors: what only the person self sees of how they are together: who talked, which parts were played, a tip."""

from flask import Flask

from app.mirrors import privacy, routes
from app.mirrors.cards import in_match
from app.privacy.shown import besides
from app.surfaces import Card, on_match

IN_MATCH = Card("mirrors/_in_match.html", in_match)


def install(app: Flask) -> None:
    """Serve the mirror, and show the way to it on the page of a match."""
    app.register_blueprint(routes.bp)
    on_match.plug("mirrors", IN_MATCH, 65)
    besides.plug("mirrors", privacy.balance)
