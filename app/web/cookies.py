"""Cookies: each for this host alone and out of reach of scripts and other sites; given, read and taken away here only.

An origin without TLS is a demo or a developer on localhost: the settings allow no other. There Safari takes no Secure
cookie, and with it none whose name promises to be one, so that nobody could look around; they go by plain names there.
"""

from datetime import timedelta
from typing import TypeVar

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

A = TypeVar("A", bound=Response)
PREFIX = "__Host-"  # a browser takes it over TLS only, and from no other host
LONG = timedelta(days=400)  # as long as browsers keep one


def prefix(origin: str) -> str:
    """With what the names of all cookies begin where this is the origin."""
    return PREFIX if origin.startswith("https:") else ""


def _name(name: str) -> str:
    return current_app.extensions["naast_cookies"] + name


def _manner() -> dict:
    sealed = current_app.extensions["naast_cookies"] == PREFIX
    return {"secure": sealed, "httponly": True, "samesite": "Lax", "path": "/"}


def read(name: str) -> str:
    """What the browser sent along under this name, or nothing."""
    return request.cookies.get(_name(name), "")


def give(answer: A, name: str, value: str, keep: timedelta | None = None) -> A:
    """Have the browser keep it so long, or until it closes."""
    answer.set_cookie(_name(name), value, max_age=keep, **_manner())
    return answer


def take(answer: A, *names: str) -> A:
    """Have the browser forget these."""
    for name in names:
        answer.delete_cookie(_name(name), **_manner())
    return answer


def install(app: Flask) -> None:
    """Settle by what names they go."""
    app.extensions["naast_cookies"] = prefix(app.extensions["naast_settings"].origin)
