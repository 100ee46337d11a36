"""What lies between the phone and the server: a proxy that passes everything on, until it is told to do harm.

A fault is armed for the next requests of one path; each knows how to answer in place of the server, or what to do
with the server's answer. Those of a dying server kill the server's process, which is started again at once.
"""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO

PORTAL = b"<!doctype html><title>Free wifi</title><h1>Welcome! Accept the conditions.</h1>"
PROXY = b"<html><h1>502 Bad Gateway</h1></html>"
# name -> (status, headers, body): answered in place of the server
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "500": (500, {"Content-Type": "text/html"}, b"<h1>Internal Server Error</h1>"),
    "502": (502, {"Content-Type": "text/html"}, PROXY),
    "503": (503, {"Content-Type": "text/html", "Retry-After": "1"}, b"busy"),
    "413": (413, {"Content-Type": "text/html"}, b"too large"),
    "401": (401, {"Content-Type": "text/html"}, b"<h1>Who are you?</h1>"),
    "sign-in": (302, {"Location": "/sign-in"}, b""),
    "portal": (200, {"Content-Type": "text/html"}, PORTAL),
    "portal-json": (200, {"Content-Type": "application/json"}, b'{"ok":true}'),
}
NETWORK = ("refused", "dropped", "cut", "stalled")
DEATHS = ("dies-before", "dies-amid", "dies-after")
FAULTS = (*ANSWERS, *NETWORK, *DEATHS)
DYING = ("bench.faulty.serve",)  # the module, and what stands before the port
PATIENCE = 300  # seconds: a machine with much to do starts a server slowly
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """The server's process, which can be killed and comes back."""

    def __init__(
        self,
        environment: dict[str, str],
        program: tuple[str, ...] = DYING,
        log: IO[bytes] | int | None = None,
    ) -> None:
        self.port, self.environment, self.program = free_port(), environment, program
        self.log = log  # a file that is open; none: the terminal
        self.deaths = 0
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", *self.program, str(self.port)]
        self.process = subprocess.Popen(
            command, env={**os.environ, **self.environment}, stdout=subprocess.DEVNULL, stderr=self.log
        )
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """SIGKILL, as a power cut of the server's process."""
        self.process.kill()
        self.process.wait()
        self.deaths += 1


class Network:
    """The proxy at `origin`, and the server behind it."""

    def __init__(self, make_environment: Callable[[str], dict[str, str]]) -> None:
        self.armed: list[str] = []
        self.done: dict[str, int] = {}
        self.path = "/sync"
        self.down = False  # nothing comes through at all
        self.instead: dict[
            str, str
        ] = {}  # scripts answered in place of the server's, by the end of their address
        self._lock = threading.Lock()
        network = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def _go(self) -> None:
                network.answer(self)

            do_GET = do_POST = do_DELETE = do_HEAD = do_PATCH = do_PUT = _go

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.handle_error = lambda *_: None  # phones hang up all the time here
        self.origin = f"http://localhost:{self._http.server_address[1]}"
        self.server = Server(make_environment(self.origin))
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def arm(self, *faults: str) -> None:
        """The next requests of the path meet these, one each."""
        with self._lock:
            self.armed = list(faults)

    def _next(self, method: str, path: str) -> str | None:
        with self._lock:
            if not self.armed or method != "POST" or path != self.path:
                return None
            fault = self.armed.pop(0)
            self.done[fault] = self.done.get(fault, 0) + 1
            return fault

    def answer(self, asked: BaseHTTPRequestHandler) -> None:
        """One request."""
        if self.down:
            asked.close_connection = True
            return None
        body = asked.rfile.read(int(asked.headers.get("Content-Length") or 0))
        fault = self._next(asked.command, asked.path)
        asked.close_connection = fault is not None
        if fault is None:
            with self._lock:  # a server that died a moment ago is coming back
                pass
        for end, script in self.instead.items():
            if asked.path.endswith(end):
                return self._tell(asked, 200, {"Content-Type": "text/javascript"}, script.encode())
        if fault in ANSWERS:
            return self._tell(asked, *ANSWERS[fault])
        if fault == "refused":
            return None
        if fault == "dies-before":
            return self._die()
        more = {"X-Die-After": str(max(1, body.count(b'"verb"') // 2))} if fault == "dies-amid" else {}
        try:
            status, headers, content = self._forward(asked, body, more)
        except (OSError, http.client.HTTPException):
            if fault == "dies-amid":
                return self._die()
            return self._tell(asked, *ANSWERS["502"])
        if fault in ("dies-after", "dies-amid"):
            return self._die()
        if fault == "dropped":
            return None
        if fault == "stalled":
            time.sleep(25)
            return None
        if fault == "cut":
            headers = {**headers, "Content-Length": str(len(content) + 100)}
        return self._tell(asked, status, headers, content)

    def _forward(self, asked, body: bytes, more: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in HOP}
        link.request(asked.command, asked.path, body or None, {**headers, **more})
        answer = link.getresponse()
        content = answer.read()
        kept = {name: value for name, value in answer.getheaders() if name.lower() not in HOP}
        link.close()
        return answer.status, kept, content

    def _tell(self, asked, status: int, headers: dict[str, str], content: bytes) -> None:
        asked.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            asked.send_header(name, value)
        asked.end_headers()
        if asked.command != "HEAD" and status not in (204, 304):
            asked.wfile.write(content)

    def _die(self) -> None:
        with self._lock:
            self.server.kill()
            self.server.start()

    def stop(self) -> None:
        """Stop the proxy and the server."""
        self._http.shutdown()
        self.server.process.kill()
        self.server.process.wait()
