"""Sessions: meetings that are planned, held, or missed."""

from flask import Flask

from app.sessions import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
