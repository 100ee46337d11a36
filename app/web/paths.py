"""Paths of pages: `to('journal.entry', entry.id)`, from the URL map, as cheap as pasting text together."""

import re
from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

from flask import Flask, current_app


def builder(app: Flask) -> Callable[..., str]:
    """A function that gives the path of an endpoint, its arguments in the order of the rule."""
    patterns = {rule.endpoint: re.sub(r"<[^>]+>", "%s", rule.rule) for rule in app.url_map.iter_rules()}

    def to(endpoint: str, *values) -> str:
        """The path of `endpoint`; KeyError for one that is not there."""
        if not values:
            path = patterns[endpoint]
            if "%s" in path:
                raise TypeError(f"{endpoint} wants its arguments")
            return path
        return patterns[endpoint] % tuple(
            value if isinstance(value, UUID) else quote(str(value), safe="") for value in values
        )

    return to


def to(endpoint: str, *values) -> str:
    """The path of `endpoint` in the running app."""
    return current_app.extensions["naast_to"](endpoint, *values)


def is_local(path: str | None) -> bool:
    """True for a path on this site, safe to send somebody to after signing in."""
    return bool(path) and re.fullmatch(r"/(?![/\\])[!-~]*", path or "") is not None
