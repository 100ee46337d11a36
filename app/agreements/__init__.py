"""Agreements: what two or more people agree, written by all of them, signed by all on the same text, changed later."""

from flask import Flask

from app.agreements import actions, cards, privacy, prompts, routes
from app.flags.reasons import reasons
from app.matches.sockets import moved, to_do
from app.offline.kept import keep
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.schemes.texts import groups
from app.surfaces import Card, on_match, within, without_match
from app.web import pages

ON_MATCH = Card("agreements/_on_match.html", cards.on_match)
STANDS = ("matches", "/agreements/")
FAMILY = Card("agreements/_family.html", cards.for_family)


def install(app: Flask) -> None:
    """Serve the pages; begin an agreement when the first meeting was; tell who still has to sign."""
    app.register_blueprint(routes.bp)
    groups.plug("agreement", prompts.ASKS, 30)
    groups.plug("clause", prompts.FIRST, 40)
    groups.plug("limits", prompts.LIMITS, 50)
    moved.plug("agreements", actions.begin_with_the_match)
    to_do.plug("agreements", cards.to_do, 30)
    on_match.plug("agreements", ON_MATCH, 20)
    without_match.plug("agreements.family", FAMILY, 10)
    keep.plug("agreements", cards.kept, 50)
    reasons.plug("agreement", cards.UNSIGNED)
    pages.context.plug("agreements", routes.words)
    within.plug("agreements", STANDS)
    shown.plug("agreements", privacy.AGREEMENTS, 60)
    held.plug("agreements", privacy.HELD, 60)
    retention.plug("agreements", privacy.RETAINED, 60)
