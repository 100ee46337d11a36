"""Naast as an operator starts it: `naast run` in a process of its own, over HTTP, with all it says kept in a file."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import IO, Any
from urllib.parse import quote

from werkzeug.test import Client

from app import create_app
from app.accounts.signins import sign_in
from app.commands.migrate import migrate
from app.config import Settings
from app.db import db
from app.demo.cast import Cast, build
from app.sealing import keyring
from bench.faulty.network import PATIENCE, free_port
from tests.visitors import ORIGIN, Visitor

SAFE = "/:@!$&'()*+,;=-._~%?"
HOUSE = Path(__file__).resolve().parents[1]


def furnished(address: str, folder: Path) -> tuple[dict[str, str], Cast, dict[str, str]]:
    """The cast in an empty database: the environment for its server, who there is, and a sign-in for everybody."""
    given = {
        "NAAST_ORIGIN": ORIGIN,
        "NAAST_DATABASE": address,
        "NAAST_ERASED_FILE": str(folder / "erased.txt"),
        "NAAST_KEYS_FILE": str(folder / "keys.json"),
    }
    keyring.save(keyring.Keyring.fresh(), given["NAAST_KEYS_FILE"])
    settings = Settings.from_environment(given)
    migrate(settings)
    app = create_app(settings)
    with app.app_context():
        cast = build()
        tokens = {name: sign_in(cast[name], "passkey", strong=True) for name in cast.people}
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return given, cast, tokens


class Afar:
    """A server's process in `folder`, which is also where it may put temporary files."""

    def __init__(self, given: dict[str, str], folder: Path) -> None:
        self.given, self.folder, self.port = given, folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        here = {"TMPDIR": str(self.folder), "PYTHONPATH": str(HOUSE), "PYTHONDONTWRITEBYTECODE": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.cli", "run", "--port", str(self.port)],
            env={**os.environ, **self.given, **here},
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._listener = Thread(target=self._listen, args=(self.process.stdout,))
        self._listener.start()
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            try:
                self._ask("GET", "/ping", b"", {})
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server did not start: " + self.said)

    def stop(self) -> None:
        """End it."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(20)
        self._listener.join(20)
        self.process.stdout.close()

    def _listen(self, out: IO[bytes]) -> None:
        """Write down what comes out; not the process itself, for which the disk may be full."""
        with (self.folder / "said.log").open("ab", buffering=0) as said:
            for line in out:
                said.write(line)

    @property
    def said(self) -> str:
        """All that came out of it until now."""
        return (self.folder / "said.log").read_text()

    def person(self, name: str, token: str) -> Visitor:
        """Somebody with a browser of their own, signed in there."""
        return Visitor(self, name, token=token)

    def test_client(self) -> Client:
        """A browser for a Visitor, whose requests go over the network."""
        return Client(self._pass_on)

    def _pass_on(self, environ: dict[str, Any], answer: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sent = {
            name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")
        }
        if environ.get("CONTENT_TYPE"):
            sent["Content-Type"] = environ["CONTENT_TYPE"]
        status, headers, content = self._ask(environ["REQUEST_METHOD"], _address(environ), body, sent)
        answer(status, headers)
        return [content]

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[str, list[tuple[str, str]], bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            link.request(method, path, body, headers)
            there = link.getresponse()
            kept = [pair for pair in there.getheaders() if pair[0].lower() != "transfer-encoding"]
            return f"{there.status} {there.reason}", kept, there.read()


def _address(environ: dict[str, Any]) -> str:
    path, query = (quote(environ[name].encode("latin-1"), SAFE) for name in ("PATH_INFO", "QUERY_STRING"))
    return f"{path}?{query}" if query else path
