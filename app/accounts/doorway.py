"""What a browser brings to the door: its visitor cookie, a small JSON body, its address; and how it is refused."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, abort, current_app, request
from werkzeug.wrappers import Response as Answer

from app.accounts import attempts, cookies
from app.accounts.ceremonies import Gone
from app.accounts.devices import device_of
from app.accounts.entering import Unknown, Visit
from app.accounts.passkeys import NotBelieved, Party
from app.sealing import codes
from app.web.access import me, signed_in
from app.web.answers import answer_json
from app.web.language import _
from app.web.logs import turned_away
from app.web.verbs import Refused

LARGEST = 16 * 1024
OPTIONS_IN_A_WINDOW = 300  # a whole school may come in through one address
FAILURES_IN_A_WINDOW = 60
CODES_IN_A_WINDOW = 20


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


def limited(what: str, most: int) -> None:
    """Count a try from this address; too many of them, and only this address has to wait."""
    _spend(what, attempts.place_of(request.remote_addr), most)


def limited_each(what: str, most: int) -> None:
    """Count what costs much, for the person who is signed in, wherever they are."""
    _spend(what, str(me().id), most)


def _spend(what: str, place: str, most: int) -> None:
    if not attempts.spend(what, place, most):
        turned_away(f"the limit on {what}")
        abort(429)


def spared(what: str) -> None:
    """It was right after all, and does not count."""
    attempts.give_back(what, attempts.place_of(request.remote_addr))


def said(error: str, words: str, status: int = 400, **more) -> Response:
    """A refusal that a script can act on and a person can read."""
    return answer_json({"error": error, "say": words, **more}, status)


def ceremony(view):
    """Let a view end a passkey ceremony: whatever is not believed is refused in our own words, never a fault."""

    @wraps(view)
    def answer(*given, **names):
        limited("passkey", FAILURES_IN_A_WINDOW)
        try:
            answered = view(*given, **names)
        except Gone as why:
            turned_away(f"passkey: {why}")
            return said("again", _("That took too long. Try it once more."))
        except Unknown as why:
            turned_away(f"passkey: {why}")
            return said(
                "unknown", _("We do not know this passkey. Was it removed, or is it of another site?")
            )
        except Refused as refused:
            return said("refused", refused.why)
        except NotBelieved as why:
            turned_away(f"passkey: {why}")
            return said("refused", _("That did not work. Try it once more."))
        spared("passkey")
        return answered

    return answer
