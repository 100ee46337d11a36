"""Schemes: organisations, their schemes, who holds which role, settings and clocks."""

from flask import Flask

from app.accounts import sockets
from app.people.actor import grants
from app.schemes import queries, routes
from app.schemes.actions import welcome
from app.schemes.policy import is_staff
from app.surfaces import Place, desk
from app.web import pages
from app.web.language import mark

PEOPLE = Place("people", mark("People"), "schemes.people_first", is_staff)


def install(app: Flask) -> None:
    """Serve the pages, tell the actor which roles a person holds, and accounts what they must not decide alone."""
    grants.plug("schemes", queries.grants_of)
    sockets.welcome.plug("schemes", welcome)
    sockets.described.plug("schemes", queries.described)
    sockets.strict.plug("schemes", queries.is_strict)
    sockets.caretakers.plug("schemes", queries.cares_for)
    desk.plug("people", PEOPLE, 40)
    pages.context.plug("schemes", routes.words)
    app.register_blueprint(routes.bp)
