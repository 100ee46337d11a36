"""What accounts shows on other pages: news about the account on Today, and the way to one's devices."""

from typing import Any

import segno
from flask import current_app
from markupsafe import Markup

from app.accounts import events, queries
from app.sealing import codes
from app.surfaces import Card
from app.web.access import signed_in
from app.web.forms import Form, blank


def _news(actor, _day) -> dict[str, Any] | None:
    here = signed_in()
    told = events.news(actor.id, here.id) if here and here.news else []
    return {"events": told, "form": blank(Form)} if told else None


def _devices(_actor, _about) -> dict[str, Any]:
    return {}


def _to_agree(actor, _day) -> dict[str, Any] | None:
    """Who is being let back in and waits for this person to agree."""
    waiting = queries.waiting_for(actor)
    return {"waiting": waiting} if waiting else None


def _to_close(actor, _about) -> dict[str, Any] | None:
    """For who leaves quickly: an own lock that is open closes."""
    return {"form": blank(Form)} if actor.lock == "open" else None


CLOSE = Card("accounts/_close_lock.html", _to_close)
NEWS = Card("accounts/_news.html", _news)
DEVICES = Card("accounts/_to_devices.html", _devices)
LOCK = Card("accounts/_to_lock.html", _devices)
TO_AGREE = Card("accounts/_to_agree.html", _to_agree)


def qr(address: str) -> Markup:
    """A QR code as a drawing that stands in the page, dark on light in every theme; what it says is kept nowhere."""
    drawing = segno.make(address, error="m", micro=False)
    return Markup(drawing.svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=True))  # noqa: S704


def address_of(code: str) -> str:
    """Where a code leads; behind the #, which no browser sends and no log keeps."""
    return f"{current_app.extensions['naast_settings'].origin}/invitation#{code}"


def words(_say, _to) -> dict:
    """For every template: a code in groups, its address, and its drawing."""
    return {"code_shown": codes.shown, "code_address": address_of, "qr": qr}
