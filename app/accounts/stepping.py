"""Once more: before something that matters, the person shows with their passkey that it is still them."""

from collections.abc import Callable
from functools import wraps

from flask import request

from app.web.access import signed_in
from app.web.answers import answer_json, wants_fragment, wants_json
from app.web.fragments import asked_from
from app.web.pages import page
from app.web.paths import is_local


def strongly(view: Callable) -> Callable:
    """Let a view through only when the passkey was used in the last five minutes; else ask for it first.

    Stands below `needs` or `carries`, so that who may not even see this learns nothing from it.
    """

    @wraps(view)
    def answer(*given, **names):
        if signed_in().strong:
            return view(*given, **names)
        if wants_json() or wants_fragment():
            return answer_json({"error": "step-up"}, 403)
        back = request.path if request.method == "GET" else asked_from()
        return page("accounts/step_up.html", 403, back=back if is_local(back) else "/")

    return answer
