"""The demo: a lively scheme to look around in, made through the same actions that people use."""

from flask import Flask

from app.demo import routes


def install(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(routes.bp)
