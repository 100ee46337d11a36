"""Forgery: a change is taken only from our own pages, by what the browser says of where it came from.

No token in forms: a token in a page that was kept offline is stale by definition.
"""

from flask import Flask, abort, current_app, request

from app.web.logs import turned_away
from app.web.transaction import SAFE


def comes_from_us(fetch_site: str | None, origin: str | None, ours: str) -> bool:
    """Browsers say `Sec-Fetch-Site` (same-origin) or, the older ones, at least `Origin`; neither is a no.

    A form of ours is sent with `Origin: null`, because our pages give no referrer away.
    """
    if fetch_site is not None:
        return fetch_site == "same-origin" and origin in (None, "null", ours)
    return origin == ours


def _check() -> None:
    if request.method in SAFE:
        return
    ours = current_app.extensions["naast_settings"].origin
    if not comes_from_us(request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin"), ours):
        turned_away("forgery")
        abort(403)


def install(app: Flask) -> None:
    """Check every request that could change something."""
    app.before_request(_check)
