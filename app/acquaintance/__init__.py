"""Getting to know each other: the card "who am I", what somebody would rather not talk about, and preparing."""

from flask import Flask

from app.acquaintance import privacy, prompts, routes
from app.acquaintance.cards import about_me, forms, rather_not, to_do, who_they_are
from app.matches.sockets import good_to_know
from app.matches.sockets import to_do as doing
from app.offline.kept import keep
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.schemes.texts import groups
from app.surfaces import Card, mine, on_match

ABOUT_ME = Card("acquaintance/_about_me.html", about_me)
WHO = Card("acquaintance/_who_they_are.html", who_they_are)


def install(app: Flask) -> None:
    """Serve the pages; say on a match's page who the others are, and before a session what to leave alone."""
    app.register_blueprint(routes.bp)
    groups.plug("card", prompts.CARD, 10)
    groups.plug("sheet", prompts.SHEET, 20)
    doing.plug("acquaintance", to_do, 20)
    good_to_know.plug("acquaintance", rather_not)
    on_match.plug("acquaintance", WHO, 40)
    keep.plug("acquaintance", forms, 60)
    mine.plug("acquaintance", ABOUT_ME, 20)
    shown.plug("cards", privacy.CARDS, 50)
    shown.plug("sheets", privacy.SHEETS, 52)
    held.plug("acquaintance", privacy.HELD, 50)
    retention.plug("acquaintance", privacy.RETAINED, 50)
