"""Matches: the relation itself, its five steps, who takes part, and its history."""

from flask import Flask

from app.accounts.sockets import conflicting, conflicts
from app.matches import routes
from app.matches.cards import kept
from app.matches.queries import mentored_by, mentors
from app.offline.kept import keep
from app.surfaces import Tab, tabs
from app.web import pages
from app.web.language import mark

TOGETHER = Tab("together", mark("Together"), "matches.together", "together")


def install(app: Flask) -> None:
    """Serve the pages; a mentor never decides about the account of their mentee."""
    app.register_blueprint(routes.bp)
    tabs.plug("together", TOGETHER, 40)
    conflicts.plug("matches", mentors)
    conflicting.plug("matches", mentored_by)
    keep.plug("matches", kept, 30)
    pages.context.plug("matches", routes.words)
