"""Introductions: whom somebody got to know through the match, and what came of it."""

from flask import Flask

from app.introductions import privacy, routes
from app.matches.policy import takes_part
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.surfaces import Card, on_match


def in_match(actor, match) -> dict | None:
    """The way to the introductions of a match, for who takes part in it."""
    return {"match": match} if takes_part(actor, match) else None


IN_MATCH = Card("introductions/_in_match.html", in_match)


def install(app: Flask) -> None:
    """Serve the page, and show the way to it on the page of a match."""
    app.register_blueprint(routes.bp)
    on_match.plug("introductions", IN_MATCH, 68)
    shown.plug("introductions", privacy.INTRODUCTIONS, 58)
    held.plug("introductions", privacy.HELD, 44)
    retention.plug("introductions", privacy.RETAINED, 44)
