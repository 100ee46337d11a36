"""The journal: what people write about a session or a day, and who may read it."""

from flask import Flask

from app.journal import cards, routes
from app.journal.words import AUDIENCES, FEELINGS, TALK
from app.matches.sockets import keepsakes
from app.offline.kept import forms, keep
from app.surfaces import Card, Tab, below_session, tabs, today
from app.web import pages
from app.web.language import mark

JOURNAL = Tab("journal", mark("Journal"), "journal.journal", "book")
WRITE = Tab("write", mark("Write"), "journal.start", "plus", main=True)
TO_WRITE = Card("journal/_to_write.html", cards.to_write)
VIEWS = Card("journal/_views.html", cards.views)


def words(_say, _to) -> dict:
    """The words of the journal, for every template."""
    return {"feelings": FEELINGS, "audiences": AUDIENCES, "talks": TALK}


def install(app: Flask) -> None:
    """Serve the pages, take a place in the bottom bar, and ask on Today about sessions not written down."""
    app.register_blueprint(routes.bp)
    tabs.plug("journal", JOURNAL, 20)
    tabs.plug("write", WRITE, 30)
    today.plug("journal.to_write", TO_WRITE, 20)
    below_session.plug("journal", VIEWS)
    keep.plug("journal", cards.kept, 20)
    keepsakes.plug("journal", cards.words_to_keep, 50)
    forms.plug("journal", cards.forms, 20)
    pages.context.plug("journal", words)
