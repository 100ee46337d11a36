"""Pages of the demo: choose whom to look around as, and be signed in as them."""

from flask import Blueprint, Response, abort

from app.accounts.cookies import keep_signed_in
from app.accounts.signins import sign_in, sign_out
from app.demo.guests import GUESTS, guest_called
from app.demo.queries import people_of_guests, person_of
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
    tones = {called: tone(person_id) for called, person_id in there.items()}
    return page("demo/choose.html", guests=[guest for guest in GUESTS if guest.called in there], tones=tones)


@bp.post("/demo/as/<name>")
@open_to_all
def look_around(name: str):
    """Be signed in as one of them, and no longer as who one was."""
    guest = guest_called(name)
    person_id = person_of(guest) if guest else None
    if person_id is None:
        abort(404)
    before = signed_in()
    if before is not None:
        sign_out(before.id)
    token = sign_in(person_id, "demo", device=_("The demo"))
    return keep_signed_in(Response("", 303, {"Location": "/"}), token)
