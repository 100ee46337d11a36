"""Schemes: organisations, their schemes, who holds which role, settings and clocks."""

from flask import Flask

from app.people.actor import grants
from app.schemes import routes
from app.schemes.queries import grants_of


def install(app: Flask) -> None:
    """Serve the pages, and tell the actor which roles a person holds."""
    grants.plug("schemes", grants_of)
    app.register_blueprint(routes.bp)
