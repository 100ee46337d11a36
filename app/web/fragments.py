"""Answers for htmx and for plain forms: the changed fragment, or a move to another page. Wraps htmx-flask.

htmx-flask 0.1 knows the headers of htmx 1; what htmx 4 adds is said here, and nobody else imports it.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request
from htmx_flask import Htmx
from werkzeug.wrappers import Response as Answer

from app.web.answers import wants_fragment

htmx = Htmx()


def moved(location: str) -> Answer:
    """After a change: go and see the result. A plain form follows a 303, htmx loads the page."""
    if wants_fragment():
        answer = Response("", 204)
        answer.headers["HX-Redirect"] = location
        return answer
    return redirect(location, 303)


def fragment_or(location: str, fragment: Callable[[], Answer]) -> Answer:
    """The fragment that changed for htmx; the whole page (303 to `location`) for a plain form.

    `fragment` is a function, so that nothing is rendered for who does not want it.
    """
    return fragment() if wants_fragment() else redirect(location, 303)


def _vary(answer: Response) -> Response:
    if answer.mimetype == "text/html":
        if "Vary" in answer.headers:
            answer.vary.add("HX-Request")
        else:  # nearly always, and then there is nothing to read first
            answer.headers["Vary"] = "HX-Request"
    return answer


def asked_from() -> str | None:
    """The path of the page on which htmx made this request, or None."""
    where = request.headers.get("HX-Current-URL")
    return urlsplit(where).path if where else None


def install(app: Flask) -> None:
    """Let htmx-flask read its headers, and keep caches from mixing fragments and pages."""
    htmx.init_app(app)
    app.after_request(_vary)
