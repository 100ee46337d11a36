"""A real server for real browsers: waitress on a free port, with a world behind it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext
from waitress import create_server

from bench.world import carried
from tests.worlds import World


class LiveServer:
    """Naast at `url`, in a thread of this process, so that a test may look into its world.

    It listens on 127.0.0.1 and is visited as localhost: passkeys are bound to that name.
    """

    def __init__(self, template: Any, cast: bytes) -> None:
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        self._place = listening.getsockname()
        self.url = f"http://localhost:{self._place[1]}"
        self.world = World("sqlite", template, cast, NAAST_ORIGIN=self.url)
        self.meddle: Callable[[dict, Callable], Any] | None = None
        self._open: dict = {}
        self._server = create_server(
            self._answer,
            sockets=[listening],
            map=self._open,
            threads=4,
            clear_untrusted_proxy_headers=False,
        )
        self._thread = threading.Thread(target=self._server.run, name="live server")
        self._thread.start()

    def _answer(self, environ: dict, start: Callable) -> Any:
        """What the app answers; or what stands between it and the browser, where a test put something there."""
        meddled = self.meddle(environ, start) if self.meddle else None
        return self.world.app(environ, start) if meddled is None else meddled

    def begin_again(self) -> None:
        """Nobody of before is let in or answered any more; then the world is as it began."""
        self._let_go()
        self.meddle = None
        self.world.begin_again()

    def _let_go(self) -> None:
        """A browser that was closed may have asked for something a moment before: its answer would be about the next
        test's world, and what it sends would be written there."""
        channels, at_work = self._server.active_channels, self._server.task_dispatcher

        def at_rest() -> bool:
            with at_work.lock:
                return not at_work.queue and not at_work.active_count

        def hang_up() -> None:
            for channel in list(channels.values()):
                channel.handle_close()

        with socket.create_connection(self._place) as last:  # who came before it has been let in before it
            _until(lambda: last.getsockname() in [channel.addr for channel in list(channels.values())])
            self._server.trigger.pull_trigger(hang_up)
            _until(lambda: not channels)
        _until(at_rest)

    def sign_in(self, context: BrowserContext, name: str, strong: bool = False) -> None:
        """Somebody of the cast is signed in, in this browser."""
        context.add_cookies([carried(self.url, self.world.person(name, strong).token)])

    def stop(self) -> None:
        """Stop listening, let go of whoever is connected, throw the world away."""
        self._server.trigger.pull_trigger(self._close_all)
        self._thread.join(timeout=10)
        self._server.task_dispatcher.shutdown()
        self.world.end()

    def _close_all(self) -> None:
        for connection in list(self._open.values()):
            connection.close()


def _until(reached: Callable[[], bool]) -> None:
    for _ in range(10_000):
        if reached():
            return
        time.sleep(0.001)
    raise AssertionError("the server is still busy with the test before")
