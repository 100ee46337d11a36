"""A browser of somebody in a test, whose requests go over HTTP to one or several processes, or to a proxy before them."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterable
from itertools import cycle
from typing import Any

from werkzeug.test import Client

NOT_SENT = ("connection", "host", "content-length", "content-type")
BETWEEN_TWO = ("connection", "transfer-encoding", "keep-alive")


class Remote:
    """What stands at these ports, as a `Visitor` wants it: each next request goes to the next port."""

    def __init__(self, *ports: int, behind_a_proxy: bool = False) -> None:
        self._next, self._proxied = cycle(ports), behind_a_proxy
        self.answered_by: list[int] = []

    def test_client(self) -> Client:
        """A browser with cookies of its own."""
        return Client(self._forward)

    def _forward(self, environ: dict[str, Any], start: Callable) -> Iterable[bytes]:
        port = next(self._next)
        self.answered_by.append(port)
        headers = {
            name[5:].replace("_", "-").title(): value
            for name, value in environ.items()
            if name.startswith("HTTP_") and name[5:].replace("_", "-").lower() not in NOT_SENT
        }
        headers["Host"] = environ["HTTP_HOST"]
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        if not self._proxied:  # as a proxy would
            headers["X-Forwarded-Proto"] = environ["wsgi.url_scheme"]
            headers["X-Forwarded-For"] = environ.get("REMOTE_ADDR") or "127.0.0.1"
        path = environ["PATH_INFO"] + ("?" + environ["QUERY_STRING"] if environ["QUERY_STRING"] else "")
        length = int(environ.get("CONTENT_LENGTH") or 0)
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            link.request(environ["REQUEST_METHOD"], path, environ["wsgi.input"].read(length) or None, headers)
            answer = link.getresponse()
            body = answer.read()
        finally:
            link.close()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in BETWEEN_TWO]
        start(f"{answer.status} {answer.reason}", kept)
        return [body]
