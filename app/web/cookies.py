"""Cookies: each for this host alone and out of reach of scripts and other sites; given, read and taken away here only.

An origin without TLS is a demo or a developer on localhost: the settings allow no other. There Safari takes no Secure
cookie, and with it none whose name promises to be one, so that nobody could look around; they go by plain names there.
"""

from typing import TypeVar

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

A = TypeVar("A", bound=Response)
PREFIX = "__Host-"  # a browser takes it over TLS only, and from no other host
LONG = 400  # days: as long as browsers keep one


def _name(name: str) -> str:
    return current_app.extensions["naast_cookies"] + name


def _manner() -> dict:
    sealed = current_app.extensions["naast_cookies"] == PREFIX
    return {"secure": sealed, "httponly": True, "samesite": "Lax", "path": "/"}


def read(name: str) -> str:
    """What the browser sent along under this name, or nothing."""
    return request.cookies.get(_name(name), "")


def give(answer: A, name: str, value: str, days: float | None = None) -> A:
    """Have the browser keep it for so many days, or until it closes."""
    seconds = None if days is None else int(days * 86400)
    answer.set_cookie(_name(name), value, max_age=seconds, **_manner())
    return answer


def take(answer: A, *names: str) -> A:
    """Have the browser forget these."""
    for name in names:
        answer.delete_cookie(_name(name), **_manner())
    return answer


def install(app: Flask) -> None:
    """Settle by what names they go."""
    sealed = app.extensions["naast_settings"].origin.startswith("https:")
    app.extensions["naast_cookies"] = PREFIX if sealed else ""
