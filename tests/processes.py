"""`naast run` in processes of its own, on the database of a world, asked over HTTP as a browser asks."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from app import clock
from app.ids import new_id
from bench.faulty.network import Server
from bench.kills import RUN
from tests.visitors import COOKIE, FROM_OUR_PAGES, ORIGIN
from tests.worlds import KEYS, World


def environment(world: World, **given: str) -> dict[str, str]:
    """The settings of a process that serves this world."""
    kept = {"NAAST_KEYS": KEYS, "NAAST_ERASED_FILE": ""}
    return {"NAAST_ORIGIN": ORIGIN, "NAAST_DATABASE": world.address, **kept, **given}


@contextmanager
def served(world: World, **given: str):
    """A process that answers; it is gone afterwards."""
    server = Server(environment(world, **given), RUN)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def token(world: World, name: str) -> str:
    """The cookie of somebody of the cast, just signed in."""
    found = world.person(name).token
    assert found is not None
    return found


def diary(said: str) -> dict[str, str]:
    """The form of a diary entry."""
    return {"op": str(new_id()), "did": said, "on": clock.now().date().isoformat()}


def connected(port: int) -> http.client.HTTPConnection:
    """A connection to a process."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    link.connect()
    return link


def ask(
    where: int | http.client.HTTPConnection,
    method: str,
    path: str,
    form: dict[str, Any] | None = None,
    cookie: str = "",
    **headers: str,
) -> http.client.HTTPResponse:
    """One request to a port, or on a connection; its answer with the body in `text`."""
    link = connected(where) if isinstance(where, int) else where
    body = urlencode(form) if form is not None else None
    sent = {**FROM_OUR_PAGES, "Cookie": f"{COOKIE}={cookie}", **headers}
    if body is not None:
        sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
    link.request(method, path, body, sent)
    answer = link.getresponse()
    answer.text = answer.read().decode()  # type: ignore[attr-defined]
    if isinstance(where, int):
        link.close()
    return answer


@contextmanager
def running(command: list[str], port: int):
    """Another program, such as a proxy, once it listens there; it is gone afterwards."""
    with subprocess.Popen(command) as program:
        try:
            for _ in range(400):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert program.poll() is None, "it ended at once"
                time.sleep(0.05)
            yield program
        finally:
            program.terminate()
