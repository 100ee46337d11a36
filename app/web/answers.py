"""What kind of answer the caller waits for, and JSON answers that carry our own mark."""

import json

from flask import Response, request

MARK = "naast-1"


def wants_json() -> bool:
    """True for our own scripts, which send and expect JSON."""
    return request.mimetype == "application/json" or request.headers.get("Accept", "") == "application/json"


def wants_fragment() -> bool:
    """True when htmx asks, for the part of a page that changes."""
    return request.headers.get("HX-Request") == "true"


def answer_json(content: dict, status: int = 200) -> Response:
    """A JSON answer that a phone recognises as ours, never to be cached."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, mimetype="application/json")
