"""People: who somebody is, what they want to be called, and the actor that policies are asked about."""

from flask import Flask

from app.people import routes


def install(app: Flask) -> None:
    """Serve the page about me."""
    app.register_blueprint(routes.bp)
