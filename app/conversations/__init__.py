"""Conversations: cards for good and hard talks, listening, disagreeing, and telling what one saw."""

from flask import Flask

from app.conversations import routes
from app.offline import kept as offline
from app.surfaces import Card, mine, on_match
from app.web.paths import to


def everywhere(_actor, _thing) -> dict:
    """The way to the deck."""
    return {}


def kept(_actor) -> list[str]:
    """The deck; nothing in it is private."""
    return [to("conversations.deck")]


DECK = Card("conversations/_to_the_deck.html", everywhere)


def install(app: Flask) -> None:
    """Serve the deck, keep it on the phone, and show the way to it."""
    app.register_blueprint(routes.bp)
    on_match.plug("conversations", DECK, 70)
    mine.plug("conversations", DECK, 30)
    offline.forms.plug("conversations", kept, 60)
