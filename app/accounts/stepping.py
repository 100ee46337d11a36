"""Once more: before something that matters, the person shows with their passkey that it is still them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request

from app.accounts import cookies
from app.accounts.ceremonies import is_confirmed
from app.web.access import me, signed_in
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
        return view(*given, **names) if signed_in().strong else _ask()

    return answer


def confirming(about: Callable[[Any], str | None]) -> Callable:
    """Let a view through only when the passkey was used for this one thing; else ask for it first.

    `about(thing)` says what it is, None where there is nothing to confirm because the view will refuse it anyway.
    The action takes the confirmation away with `use_confirmation`, so that it is good once.
    """

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def answer(thing, *given, **names):
            what = None if signed_in().without_passkey else about(thing)
            if what is None or is_confirmed(cookies.visitor(), me().id, what):
                return view(thing, *given, **names)
            return _ask(what)

        return answer

    return wrap


def _ask(about: str = ""):
    if wants_json() or wants_fragment():
        return answer_json({"error": "step-up"}, 403)
    back = request.path if request.method == "GET" else asked_from()
    return page("accounts/step_up.html", 403, back=back if is_local(back) else "/", about=about)
