"""The journal: what people write about a session or a day, and who may read it."""

from flask import Flask

from app.flags.reasons import reasons
from app.journal import cards, privacy, routes
from app.journal.on_desk import SILENT
from app.journal.words import AUDIENCES, FEELINGS, PARTS, TALK
from app.matches.sockets import keepsakes
from app.offline.kept import forms, keep
from app.privacy.erasing import retention
from app.privacy.held import held
from app.privacy.shown import shown
from app.surfaces import Card, Tab, before_session, below_session, tabs, today
from app.web import pages
from app.web.language import mark

JOURNAL = Tab("journal", mark("Journal"), "journal.journal", "book")
WRITE = Tab("write", mark("Write"), "journal.start", "plus", main=True)
TO_WRITE = Card("journal/_to_write.html", cards.to_write)
VIEWS = Card("journal/_views.html", cards.views)
BEFORE = Card("journal/_before_next_time.html", cards.before_next_time)
BEFORE_SESSION = Card("journal/_before_next_time.html", cards.before_this_one)


def words(_say, _to) -> dict:
    """The words of the journal, for every template."""
    return {"feelings": FEELINGS, "audiences": AUDIENCES, "talks": TALK, "parts": PARTS}


def install(app: Flask) -> None:
    """Serve the pages, take a place in the bottom bar, and ask on Today about sessions not written down."""
    app.register_blueprint(routes.bp)
    tabs.plug("journal", JOURNAL, 20)
    tabs.plug("write", WRITE, 30)
    today.plug("journal.to_write", TO_WRITE, 20)
    today.plug("journal.before_next_time", BEFORE, 18)
    below_session.plug("journal", VIEWS)
    before_session.plug("journal", BEFORE_SESSION)
    keep.plug("journal", cards.kept, 20)
    keepsakes.plug("journal", cards.words_to_keep, 50)
    forms.plug("journal", cards.forms, 20)
    reasons.plug(SILENT.kind, SILENT)
    pages.context.plug("journal", words)
    shown.plug("journal", privacy.ENTRIES, 10)
    held.plug("journal", privacy.HELD, 10)
    retention.plug("journal", privacy.RETAINED, 10)
