"""Who may: every route names its policy, strangers see a 404, and a route that names none stops the start."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, NoReturn
from urllib.parse import quote

from flask import Flask, abort, g, redirect, request
from flask_login import LoginManager, current_user

from app.web.answers import answer_json, wants_fragment, wants_json
from app.web.logs import turned_away


class OnlyAsked(LoginManager):
    """Flask-Login as a thin shell: whoever the request itself shows, and no cookie, session or protection of its own."""

    def _load_user(self) -> None:
        self._update_request_context_with_user(self._load_user_from_request(request))


login_manager = OnlyAsked()


@dataclass(frozen=True)
class Rule:
    """What a route asks before it answers: `find` the thing, then whether this person `may`."""

    may: Callable[..., bool] | None
    find: Callable[..., Any] | None = None

    @property
    def open(self) -> bool:
        """True where anybody may come, signed in or not."""
        return self.may is None


def me():
    """The person at the phone (an Actor), or None when nobody signed in."""
    return getattr(_here(), "actor", None)


def signed_in():
    """How they are here: the sign-in itself, or None."""
    return getattr(_here(), "sign_in", None)


def _here():
    """What Flask-Login knows of this request, asked once."""
    here = g.get("here")
    if here is None:
        here = g.here = current_user._get_current_object()
    return here


def needs(may: Callable[..., bool], find: Callable[..., Any] | None = None):
    """Answer only who is signed in and `may`; the view receives the thing found, never its id.

    `may(actor)` without `find`, `may(actor, thing)` with it. Absent and forbidden look the same: 404.
    """

    def wrap(view):
        @wraps(view)
        def answer(**names):
            actor = me()
            if actor is None:
                return ask_to_sign_in()
            if find is None:
                if not may(actor):
                    nothing_here(may)
                return view(**names)
            thing = find(**names)
            if thing is None or not may(actor, thing):
                nothing_here(thing)
            return view(thing)

        answer.rule = Rule(may, find)  # type: ignore[attr-defined]
        return answer

    return wrap


def nothing_here(thing: Any) -> NoReturn:
    """What is absent and what is not theirs get one answer, in one time; the log alone knows which it was."""
    turned_away("policy" if thing is not None else "nothing there")
    abort(404)


def open_to_all(view):
    """Mark a view that anybody may see, signed in or not."""
    view.rule = Rule(None)
    return view


def anyone(_actor) -> bool:
    """The policy of pages that are there for everyone who is signed in."""
    return True


def ask_to_sign_in():
    """Send a browser to the sign-in page and back after; tell a script so with 401."""
    if wants_json() or wants_fragment():
        return answer_json({"error": "signed-out"}, 401)
    if request.method != "GET":
        return redirect("/sign-in", 303)
    where = request.full_path if request.query_string else request.path
    return redirect("/sign-in" if where == "/" else f"/sign-in?next={quote(where)}", 303)


def rules(app: Flask) -> dict[str, Rule]:
    """Every endpoint with the rule it asks."""
    return {name: view.rule for name, view in app.view_functions.items() if hasattr(view, "rule")}


def check_every_route(app: Flask) -> None:
    """Stop the start when a route names no policy."""
    bare = [name for name, view in app.view_functions.items() if not hasattr(view, "rule")]
    if bare:
        raise RuntimeError(f"routes without a policy: {', '.join(sorted(bare))}")


def install(app: Flask) -> None:
    """Let Flask-Login ask who is here; it puts nothing in the templates."""
    login_manager.init_app(app, add_context_processor=False)
