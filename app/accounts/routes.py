"""Signing in and out with a passkey, and showing it once more."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answer

from app.accounts import cookies, entering, signins
from app.accounts.doorway import (
    body,
    ceremony,
    for_visitor,
    limited,
    party,
    said,
    visit,
)
from app.surfaces import cards, door
from app.web.access import anyone, me, needs, open_to_all, signed_in
from app.web.answers import answer_json, wants_json
from app.web.language import _
from app.web.pages import page
from app.web.paths import is_local

bp = Blueprint("accounts", __name__)
LONGEST_ABOUT = 200


def _next(asked: object) -> str:
    """Where to go after signing in: a page of ours, or Today."""
    return asked if isinstance(asked, str) and is_local(asked) else "/"


@bp.get("/sign-in")
@open_to_all
def sign_in():
    """The page to sign in on."""
    then = _next(request.args.get("next"))
    if me():
        return redirect(then, 303)
    return page("accounts/sign_in.html", then=then, cards=cards(door, None, then))


@bp.post("/sign-in/options")
@open_to_all
def sign_in_options():
    """What the phone is asked."""
    body()
    return for_visitor(lambda visitor: answer_json(entering.to_sign_in(party(), visitor)))


@bp.post("/sign-in/passkey")
@open_to_all
@ceremony
def sign_in_passkey() -> Response:
    """What the phone answered: who it is."""
    sent = body()
    token = entering.sign_in(party(), visit(), sent.get("credential"))
    return cookies.keep_signed_in(answer_json({"next": _next(sent.get("next"))}), token)


@bp.post("/sign-out")
@open_to_all
def sign_out():
    """Leave this phone or browser; the token is worth nothing from now on.

    Of what the browser holds, only its cache is cleared by name: "storage" would throw away words that still wait
    to be sent, and "cookies" would reach the cookies of every other site under the same domain.
    """
    here = signed_in()
    if here:
        signins.sign_out(here.id)
    answer: Answer = answer_json({"next": "/sign-in"}) if wants_json() else redirect("/sign-in", 303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return cookies.forget(answer)


def _about(sent: dict[str, Any]) -> str:
    """The one thing that the passkey is asked for, in the words of the room that asks; nothing for five minutes."""
    about = sent.get("about", "")
    if not isinstance(about, str) or len(about) > LONGEST_ABOUT:
        abort(400)
    return about


@bp.post("/step-up/options")
@needs(anyone)
def step_up_options():
    """What the phone is asked of who is signed in already; nothing where that was a moment ago.

    About one thing it is asked each time.
    """
    about = _about(body())
    if signed_in().without_passkey or (signed_in().strong and not about):
        return answer_json({"strong": True})
    person_id = me().id
    limited("step-up", person_id)

    def ask(visitor: bytes) -> Response:
        options = entering.to_step_up(party(), visitor, person_id, about)
        if options is None:
            return said("none", _("You have no passkey yet. Ask the team for a code."), 409)
        return answer_json(options)

    return for_visitor(ask)


@bp.post("/step-up/passkey")
@needs(anyone)
@ceremony
def step_up_passkey() -> Response:
    """What the phone answered: it is still the same person."""
    sent = body()
    token = entering.step_up(party(), visit(), me().id, sent.get("credential"), _about(sent))
    return cookies.keep_signed_in(answer_json({"strong": True}), token)
