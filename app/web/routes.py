"""The few addresses that belong to no feature: language, manifest, and a sign of life."""

import json
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db import db
from app.web import cookies
from app.web.access import open_to_all
from app.web.language import COOKIE, LANGUAGES, _, current
from app.web.paths import is_local

bp = Blueprint("web", __name__)
STEPS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
NEEDED = max(file.name[:4] for file in STEPS.glob("*.py"))


@bp.post("/language")
@open_to_all
def language():
    """Speak another language from now on, on this phone."""
    chosen = request.form.get("language")
    if chosen not in LANGUAGES:
        abort(400)
    back = request.form.get("next", "/")
    answer = redirect(back if is_local(back) else "/", 303)
    return cookies.give(answer, COOKIE, chosen, cookies.LONG)


@bp.get("/manifest.webmanifest")
@open_to_all
def manifest() -> Response:
    """What a phone needs to put Naast on its home screen, in the person's language."""
    version = current_app.extensions["naast_version"]

    def icon(name: str, size: str, purpose: str = "any") -> dict[str, str]:
        kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
        return {"src": f"/static/{version}/icons/{name}", "sizes": size, "type": kind, "purpose": purpose}

    content = {
        "id": "/",
        "name": "Naast",
        "short_name": "Naast",
        "description": _("Your journal, your goals and your mentor, in one place."),
        "lang": current(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf7f2",
        "theme_color": "#faf7f2",
        "launch_handler": {"client_mode": "navigate-existing"},
        "icons": [
            icon("icon-192.png", "192x192"),
            icon("icon-512.png", "512x512"),
            icon("maskable-512.png", "512x512", "maskable"),
            icon("monochrome.svg", "any", "monochrome"),
        ],
        "shortcuts": [
            {"name": _("Write"), "url": "/write", "icons": [icon("shortcut-write-96.png", "96x96")]},
            {"name": _("Help right now"), "url": "/help", "icons": [icon("shortcut-help-96.png", "96x96")]},
        ],
    }
    answer = Response(json.dumps(content, ensure_ascii=False), content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/ping")
@open_to_all
def ping() -> Response:
    """A sign of life that is recognisably ours (a captive portal's 200 is not)."""
    return Response("", 204)


@bp.get("/ready")
@open_to_all
def ready() -> Response:
    """Whether people can be sent here: the database answers, and has the shape this program needs or a later one.

    No more when the process was told to stop.
    """
    if current_app.extensions.get("naast_leaving"):
        return Response("", 503)
    try:
        version = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except DBAPIError:
        db.session.rollback()
        version = None
    return Response("", 204 if version and version >= NEEDED else 503)


def leave(app: Flask) -> None:
    """From now on nobody is to be sent here."""
    app.extensions["naast_leaving"] = True
