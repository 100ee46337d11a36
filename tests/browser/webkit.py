"""WebKit, Safari's engine, as Debian's webkit2gtk-driver brings it: driven over WebDriver (W3C), in a window nobody sees.

Playwright drives builds of its own only, which a machine without its download has not. A journey needs six commands.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
SIZE = {"width": 430, "height": 932}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the standard's name for "this is an element"


def window() -> str | None:
    """The program that the driver drives, or None where it, the driver or a screen is missing."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    return str(found[-1]) if found and shutil.which(DRIVER) and shutil.which(SCREEN) else None


class WebKit:
    """One window; every wait ends after `patience` seconds."""

    def __init__(self, port: int, program: str, patience: float = 20) -> None:
        self.port, self.patience = port, patience
        options = {"binary": program, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self.base = "/session"
        self.base += "/" + self._ask("POST", "", {"capabilities": wanted})["sessionId"]
        self._ask("POST", "/window/rect", SIZE)

    def open(self, url: str) -> None:
        """Go there."""
        self._ask("POST", "/url", {"url": url})

    def carry(self, cookie: dict[str, Any]) -> None:
        """Put a cookie in it, for the place that stands open."""
        kept = {name: cookie[name] for name in ("name", "value", "httpOnly")}
        self._ask("POST", "/cookie", {"cookie": {**kept, "path": "/"}})

    def does(self, script: str) -> Any:
        """What a script gives, when it is done with it."""
        waits = f"const done = arguments[0]; Promise.resolve({script}).then(done);"
        return self._ask("POST", "/execute/async", {"script": waits, "args": []})

    def until(self, script: str, wanted: Callable[[Any], bool] = bool) -> Any:
        """What a script gives, as soon as it is what is wanted."""
        end = time.monotonic() + self.patience
        while not wanted(found := self.does(script)):
            assert time.monotonic() < end, f"{script} still gives {found!r}"
            time.sleep(0.2)
        return found

    def type(self, place: str, words: str) -> None:
        """Type into what this selector finds, key by key."""
        self._ask("POST", f"/element/{self._find(place)}/value", {"text": words})

    def press(self, place: str) -> None:
        """Press what this selector finds."""
        self._ask("POST", f"/element/{self._find(place)}/click", {})

    def close(self) -> None:
        """Close the window."""
        self._ask("DELETE", "")

    def _find(self, place: str) -> str:
        return self._ask("POST", "/element", {"using": "css selector", "value": place})[ELEMENT]

    def _ask(self, method: str, command: str, given: dict | None = None) -> Any:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            body = None if given is None else json.dumps(given)
            link.request(method, self.base + command, body, {"Content-Type": "application/json"})
            value = json.loads(link.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise AssertionError(f"{command}: {value['error']}: {value['message']}")
        return value


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _running(*command: str, **options: Any) -> Iterator[subprocess.Popen]:
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def opened(program: str) -> Iterator[WebKit]:
    """A window with nothing in it, closed at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _running(SCREEN, "-displayfd", "1", "-nolisten", "tcp", stdout=subprocess.PIPE) as screen:
        assert screen.stdout is not None
        shown_on = {"DISPLAY": f":{screen.stdout.readline().decode().strip()}"}
        with _running(DRIVER, f"--port={port}", env={**os.environ, **shown_on}):
            end = time.monotonic() + 20
            while not _listens(port):
                assert time.monotonic() < end, f"{DRIVER} does not listen"
                time.sleep(0.1)
            there = WebKit(port, program)
            yield there
            there.close()
