"""The desk: youth workers read what was shared with them, and answer."""

from flask import Flask

from app.review import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
