"""The journal: what people write about a session or a day, and who may read it."""

from flask import Flask

from app.journal import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
