"""What a browser brings to the door: its visitor cookie, a small JSON body, its address; and how it is refused."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from flask import Response, abort, current_app, request
from werkzeug.wrappers import Response as Answer

from app.accounts import attempts, cookies
from app.accounts.ceremonies import Gone
from app.accounts.devices import device_of
from app.accounts.entering import Unknown, Visit
from app.accounts.passkeys import NotBelieved, Party
from app.db import db
from app.sealing import codes
from app.web.access import signed_in
from app.web.answers import answer_json
from app.web.language import _
from app.web.logs import turned_away
from app.web.verbs import Refused

LARGEST = 16 * 1024
FAILURES_IN_A_WINDOW = (
    300  # at one address, of codes and of passkeys each; what is right never counts nor waits
)
QUESTIONS_IN_A_WINDOW = 60  # to one phone that has an invitation, or to one person who is signed in


def party() -> Party:
    """Who asks for passkeys: this site."""
    settings = current_app.extensions["naast_settings"]
    return Party(settings.host, settings.origin)


def visit() -> Visit:
    """Who stands at the door."""
    here = signed_in()
    return Visit(cookies.visitor(), device_of(request.headers.get("User-Agent")), here.id if here else None)


def body() -> dict[str, Any]:
    """The JSON object that was sent; anything else, or too much of it, is the sender's mistake."""
    if request.mimetype != "application/json":
        abort(400)
    request.max_content_length = LARGEST
    try:
        sent = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        abort(400)
    if not isinstance(sent, dict):
        abort(400)
    return sent


def for_visitor(answer_to: Callable[[bytes], Answer]) -> Answer:
    """Answer a visitor, who gets a cookie for that at first."""
    visitor = cookies.visitor()
    if visitor is not None:
        return answer_to(visitor)
    token = codes.new_token()
    return cookies.new_visitor(answer_to(codes.token_hash(token)), token)


def limited(what: str, whose: UUID, most: int = QUESTIONS_IN_A_WINDOW) -> None:
    """Count a try of who is known already, by an invitation or by name; nobody else has to wait for it."""
    if not attempts.spend(what, str(whose), most):
        turned_away(f"the limit on {what}")
        abort(429)


def wrong(what: str) -> None:
    """Count what was wrong at this address, after it was looked at; too much of it is not even told so.

    Only what is wrong: a whole school may have one address, and one of them guessing keeps no other out.
    """
    here = attempts.place_of(request.remote_addr)
    db.session.rollback()
    # Who floods us makes us read, and no longer write.
    if attempts.tried(what, here) >= FAILURES_IN_A_WINDOW or not attempts.spend(
        what, here, FAILURES_IN_A_WINDOW
    ):
        turned_away(f"the limit on {what}")
        abort(429)


def said(error: str, words: str, status: int = 400, **more) -> Response:
    """A refusal that a script can act on and a person can read."""
    return answer_json({"error": error, "say": words, **more}, status)


def ceremony(view):
    """Let a view end a passkey ceremony: whatever is not believed is refused in our own words, never a fault."""

    @wraps(view)
    def answer(*given, **names):
        try:
            return view(*given, **names)
        except Gone as why:
            turned_away(f"passkey: {why}")
            refusal = said("again", _("That took too long. Try it once more."))
        except Unknown as why:
            turned_away(f"passkey: {why}")
            refusal = said(
                "unknown", _("We do not know this passkey. Was it removed, or is it of another site?")
            )
        except Refused as refused:
            refusal = said("refused", refused.why)
        except NotBelieved as why:
            turned_away(f"passkey: {why}")
            refusal = said("refused", _("That did not work. Try it once more."))
        wrong("passkey")
        return refusal

    return answer
