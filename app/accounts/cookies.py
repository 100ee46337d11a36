"""The two cookies of accounts: one for who is signed in, one for a visitor on their way in. Nothing else is remembered."""

import re

from app.accounts.signins import AT_HOME
from app.sealing import codes
from app.web import cookies
from app.web.cookies import A

SIGNED_IN = "naast"
VISITOR = "naast-visit"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def _read(name: str) -> str | None:
    token = cookies.read(name)
    return token if _TOKEN.fullmatch(token) else None


def token_of_sign_in() -> str | None:
    """The token that came along, if it looks like one of ours."""
    return _read(SIGNED_IN)


def keep_signed_in(answer: A, token: str) -> A:
    """Give the browser the token of a sign-in. The server decides how long it is worth something."""
    return cookies.give(answer, SIGNED_IN, token, AT_HOME[1])


def forget(answer: A) -> A:
    """Take both tokens from the browser."""
    return cookies.take(answer, SIGNED_IN, VISITOR)


def visitor() -> bytes | None:
    """The hash of the visitor's token, or None for somebody who has none yet."""
    token = _read(VISITOR)
    return codes.token_hash(token) if token else None


def new_visitor(answer: A, token: str) -> A:
    """Give the browser a visitor's token; it goes when the browser closes."""
    return cookies.give(answer, VISITOR, token)


def visited(answer: A) -> A:
    """Take the visitor's token from the browser: they are in."""
    return cookies.take(answer, VISITOR)
