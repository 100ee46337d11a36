"""Error pages that cannot fail: rendered at the start, in both languages, and a plain sentence behind them."""

import logging

from flask import Flask, Response, request
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from app.db import undo
from app.web import language
from app.web.answers import answer_json, wants_json
from app.web.language import mark

log = logging.getLogger("naast")

SAID: dict[int, tuple[str, str]] = {
    400: (
        mark("That did not arrive well"),
        mark("Go back and try once more. What you typed is still there."),
    ),
    403: (
        mark("That came from another site"),
        mark("Open Naast yourself and try again. Nothing was changed."),
    ),
    404: (
        mark("There is nothing here for you"),
        mark("Perhaps the address is wrong, or it was not shared with you."),
    ),
    409: (
        mark("Somebody was just before you"),
        mark("Go back and look how it stands now. What you typed is still there."),
    ),
    405: (mark("That cannot be done here"), mark("Go back and try it from the page itself.")),
    413: (
        mark("That is too much at once"),
        mark("Go back, make it shorter, and send it again. What you typed is still there."),
    ),
    415: (
        mark("That did not arrive well"),
        mark("Go back and try once more. What you typed is still there."),
    ),
    429: (
        mark("A little slower, please"),
        mark("There were too many tries. Wait ten minutes and try again."),
    ),
    500: (
        mark("Something went wrong on our side"),
        mark("Your words are not lost: go back and send them again. We have made a note of it."),
    ),
    503: (
        mark("It is very busy right now"),
        mark("Wait a moment, go back, and send it again. What you typed is still there."),
    ),
}


def _pages(app: Flask) -> dict[tuple[str, int], str]:
    made = {}
    for lang, environment in app.extensions["naast_pages"].items():
        texts = language.translations(lang)
        for code, (title, text) in SAID.items():
            made[lang, code] = environment.get_template("layouts/error.html").render(
                title=texts.gettext(title), text=texts.gettext(text), code=code
            )
    return made


def install(app: Flask) -> None:
    """Answer every error with a page of ours (or JSON for our scripts), and log unexpected ones without content."""
    pages = _pages(app)

    def answer(code: int) -> Response:
        code = code if code in SAID else 400 if code < 500 else 500
        if wants_json():
            return answer_json({"error": SAID[code][0]}, code)
        try:
            lang = language.current()
        except Exception:  # the page must come, whatever is wrong with the request
            lang = "nl"
        return Response(pages[lang, code], code, content_type="text/html; charset=utf-8")

    @app.errorhandler(HTTPException)
    def expected(error: HTTPException) -> Response:
        given = answer(error.code or 500)
        for name in ("Allow", "Retry-After"):
            value = error.get_response().headers.get(name)
            if value:
                given.headers[name] = value
        return given

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> Response:
        undo()
        log.error("database: %s at %s", type(error.orig).__name__, request.endpoint)
        given = answer(503)
        given.headers["Retry-After"] = "5"
        return given

    @app.errorhandler(IntegrityError)
    def crossed(error: IntegrityError) -> Response:
        undo()
        log.error("database: %s at %s", type(error.orig).__name__, request.endpoint)
        return answer(409)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        undo()
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        at = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
        log.error("%s at %s in %s", type(error).__name__, request.endpoint, at)
        return answer(500)
