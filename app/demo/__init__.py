"""The demo: a lively scheme to look around in, made through the same actions that people use."""

from flask import Flask, current_app

from app.demo import routes
from app.surfaces import Card, today, without_match


def somebody_else(_actor, _day) -> dict | None:
    """In a demo: a way back to the page where one chooses whom to look around as."""
    return {} if current_app.extensions["naast_settings"].demo else None


CARD = Card("demo/_somebody_else.html", somebody_else)


def install(app: Flask) -> None:
    """In a demo, and nowhere else: let anybody look around as one of its people."""
    today.plug("demo", CARD, 90)
    without_match.plug("demo", CARD, 90)
    if app.extensions["naast_settings"].demo:
        app.register_blueprint(routes.bp)
