"""People: who somebody is, what they want to be called, and the actor that policies are asked about."""

from flask import Flask

from app.people import privacy, routes
from app.people.models import tone
from app.privacy.held import held
from app.surfaces import Tab, tabs
from app.web import pages
from app.web.language import mark

ME = Tab("me", mark("Me"), "people.me", "me")


def _colours(_say, _to) -> dict:
    """The colour number of a person's avatar, where a template has only their id."""
    return {"tone_of": tone}


def install(app: Flask) -> None:
    """Serve the page about me, and take its place in the bottom bar."""
    app.register_blueprint(routes.bp)
    pages.context.plug("people", _colours)
    tabs.plug("me", ME, 90)
    held.plug("people", privacy.HELD, 1)
