"""Before what only its owner reads: their own PIN, where they set a lock and were away."""

from collections.abc import Callable
from functools import wraps

from flask import request

from app.accounts import locks
from app.accounts.forms import PinForm
from app.web.access import me
from app.web.answers import answer_json, wants_fragment, wants_json
from app.web.forms import Filled, Form, blank
from app.web.fragments import asked_from, moved
from app.web.pages import page
from app.web.paths import is_local


def unlocked(shut: Callable | None = None) -> Callable:
    """Let a view through unless the lock is closed; with `shut(actor, thing)` only where it says so.

    Stands below `needs` or `carries`, so that who may not even see this learns nothing from it.
    """

    def wrap(view: Callable) -> Callable:
        @wraps(view)
        def answer(thing):
            closed = shut(me(), thing) if shut else me().lock == "closed"
            return _ask() if closed else view(thing)

        return answer

    return wrap


def _ask():
    if wants_json():
        return answer_json({"error": "lock"}, 403)
    asked = request.path if request.method == "GET" else asked_from()
    back = asked if asked and is_local(asked) else "/"
    if wants_fragment():  # the page from which it was asked stands behind the lock too, and asks for the PIN
        return moved(back)
    return ask_pin(blank(PinForm, next=back), 403)


def ask_pin(form: Filled, status: int):
    """The page that asks for the PIN, and says what is possible without it."""
    return page("accounts/unlock.html", status, form=form, plain=blank(Form), lock=locks.of(me().id))
