"""Safeguarding: whom to call right now."""

from flask import Flask

from app.safeguarding import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
