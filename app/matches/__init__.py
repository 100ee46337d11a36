"""Matches: the relation itself, its five steps, who takes part, and its history."""

from flask import Flask

from app.matches import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
