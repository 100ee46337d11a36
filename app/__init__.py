"""Naast: the app of a youth mentoring scheme."""

from flask import Flask

from app import db, memory  # noqa: F401 - `memory` is there once it is imported
from app.config import Settings
from app.features import ROOMS
from app.sealing import keyring
from app.web import (
    access,
    assets,
    cookies,
    errors,
    forgery,
    fragments,
    headers,
    language,
    logs,
    metrics,
    pages,
    routes,
    transaction,
)

LARGEST_REQUEST = 2 * 1024 * 1024


class Naast(Flask):
    """The app; all its views are plain functions."""

    def ensure_sync(self, func):
        """The function as it is: Flask would ask of each view and hook, at each request, whether it is a coroutine."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app from its settings: the ground floors first, then every room, then what needs them all."""
    settings = settings or Settings.from_environment()
    app = Naast("naast", static_folder=None, template_folder=None)
    app.url_map.merge_slashes = False  # it would answer with an address that repeats the Host it was asked at
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.extensions["naast_settings"] = settings
    app.extensions["naast_keyring"] = keyring.load(settings.keys_file, settings.keys, make=settings.demo)
    db.configure(app, settings.database)
    logs.install(app)
    metrics.install(app)
    headers.install(app)
    cookies.install(app)
    language.install(app)
    assets.install(app)
    fragments.install(app)
    transaction.install(app)
    forgery.install(app)
    access.install(app)
    app.register_blueprint(routes.bp)
    for room in ROOMS:
        room.install(app)
    access.check_every_route(app)
    pages.install(app)
    errors.install(app)
    return app
