"""The two cookies: one for who is signed in, one for a visitor on their way in. Nothing else is remembered."""

import re
from typing import TypeVar

from flask import request
from werkzeug.wrappers import Response

from app.accounts.signins import AT_HOME
from app.sealing import codes

SIGNED_IN = "__Host-naast"
VISITOR = "__Host-naast-visit"
A = TypeVar("A", bound=Response)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def _read(name: str) -> str | None:
    token = request.cookies.get(name, "")
    return token if _TOKEN.fullmatch(token) else None


def token_of_sign_in() -> str | None:
    """The token that came along, if it looks like one of ours."""
    return _read(SIGNED_IN)


def keep_signed_in(answer: A, token: str) -> A:
    """Give the browser the token of a sign-in. The server decides how long it is worth something."""
    answer.set_cookie(
        SIGNED_IN,
        token,
        max_age=int(AT_HOME[1].total_seconds()),
        secure=True,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return answer


def forget(answer: A) -> A:
    """Take both tokens from the browser."""
    for name in (SIGNED_IN, VISITOR):
        answer.delete_cookie(name, path="/", secure=True, httponly=True, samesite="Lax")
    return answer


def visitor() -> bytes | None:
    """The hash of the visitor's token, or None for somebody who has none yet."""
    token = _read(VISITOR)
    return codes.token_hash(token) if token else None


def new_visitor(answer: A, token: str) -> A:
    """Give the browser a visitor's token; it goes when the browser closes."""
    answer.set_cookie(VISITOR, token, secure=True, httponly=True, samesite="Lax", path="/")
    return answer
