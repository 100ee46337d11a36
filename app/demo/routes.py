"""Pages of the demo: choose whom to look around as, and be signed in as them."""

from flask import Blueprint, Response, abort

from app.accounts.cookies import keep_signed_in
from app.accounts.signins import sign_in, sign_out
from app.demo.guests import GUESTS
from app.demo.queries import people_of_guests
from app.people.models import tone
from app.web.access import open_to_all, signed_in
from app.web.language import _
from app.web.pages import page

bp = Blueprint("demo", __name__)


@bp.get("/demo")
@open_to_all
def choose():
    """The people to look around as."""
    there = people_of_guests()
    guests = [(guest, there[guest.name]) for guest in GUESTS if guest.name in there]
    return page("demo/choose.html", guests=guests, tones={name: tone(row.id) for name, row in there.items()})


@bp.post("/demo/as/<name>")
@open_to_all
def look_around(name: str):
    """Be signed in as one of them, and no longer as who one was."""
    person = people_of_guests().get(name)
    if person is None:
        abort(404)
    before = signed_in()
    if before is not None:
        sign_out(before.id)
    token = sign_in(person.id, "demo", device=_("The demo"))
    return keep_signed_in(Response("", 303, {"Location": "/"}), token)
