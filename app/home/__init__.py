"""Home: the Today page."""

from flask import Flask

from app.home import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
