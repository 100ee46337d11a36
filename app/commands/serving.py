"""Serving: waitress on a socket of its own or one handed over, until it is told to stop; nobody is cut off then.

Told to stop (SIGTERM, SIGINT): `/ready` says 503 for as long as the settings want, then no connection is taken any
more, what is under way is answered, and the process ends. A socket that was handed over (systemd's LISTEN_FDS) stays
open where it came from: who connects meanwhile waits there for the next process.
"""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer

from app import clock

log = logging.getLogger("naast.serving")
FIRST = 3  # the number of the first file that systemd hands over
QUIET = 1.0  # seconds after which a connection that asks nothing may be closed


class Channel(HTTPChannel):
    """A connection; once the house closes, its next answer is its last, and says so."""

    def __init__(self, house: "House", *server: Any, **named: Any) -> None:
        self._house = house
        super().__init__(*server, **named)

    def service(self) -> None:
        """Answer one request, in a thread."""
        if self._house.closing and len(self.requests) == 1:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()

    @property
    def busy(self) -> bool:
        """True while something is asked or answered here."""
        return bool(self.requests or self.request or self.total_outbufs_len)


class House:
    """A server that ends politely; `leaving` is called when it is told to stop, before anything else."""

    def __init__(self, app: Callable, leaving: Callable[[], None], **more: Any) -> None:
        self._open: dict[int, Any] = {}
        self._doors: list[BaseWSGIServer] = []
        self._leaving, self._stays = leaving, "sockets" in more
        self._told, self.closing = 0, False
        for told in (signal.SIGTERM, signal.SIGINT):  # before anybody can stand at a door
            signal.signal(told, self._tell)
        self._server = create_server(app, map=self._open, **more)
        self._doors += [door for door in self._open.values() if isinstance(door, BaseWSGIServer)]
        for door in self._doors:
            door.channel_class = partial(Channel, self)  # type: ignore[assignment]

    def run(self, linger: float, finish: float) -> None:
        """Serve until told; then be there `linger` seconds more, and give what is under way `finish` seconds."""
        notify("READY=1")
        self._go_on(lambda: not self._told)
        notify("STOPPING=1")
        self._leaving()
        end = time.monotonic() + linger
        self._go_on(lambda: self._told == 1 and time.monotonic() < end)
        self._close()
        end = time.monotonic() + finish
        self._go_on(lambda: self._told == 1 and time.monotonic() < end and bool(self._connections()))
        cut = sum(channel.busy for channel in self._connections())
        if cut:
            log.warning("%d requests were cut off by the stop", cut)
        self._server.task_dispatcher.shutdown(timeout=1)
        wasyncore.close_all(self._open)

    def _tell(self, *_signal: Any) -> None:
        """Told to stop; told twice: at once."""
        self._told += 1
        with suppress(OSError):  # it is all but over
            for door in self._doors[:1]:
                door.pull_trigger()

    def _go_on(self, wanted: Callable[[], bool]) -> None:
        while wanted():
            wasyncore.loop(timeout=0.1 if self._told else 1, map=self._open, count=1)
            if self.closing:
                self._close_quiet()

    def _close(self) -> None:
        """Take no more connections; on a socket of our own those that wait already are taken first."""
        for door in self._doors:
            known = -1
            while not self._stays and known < len(door.active_channels):
                known = len(door.active_channels)
                door.handle_accept()
            wasyncore.dispatcher.close(door)  # without its trigger: threads still wake us with it
        self.closing, self._closed_at = True, clock.now().timestamp()

    def _close_quiet(self) -> None:
        """Who connected and asks nothing is let go; who connected a moment ago may still be about to ask."""
        for channel in self._connections():
            since = max(channel.last_activity, self._closed_at)
            if not channel.busy and clock.now().timestamp() - since > QUIET:
                channel.will_close = True

    def _connections(self) -> list[Channel]:
        return [there for there in list(self._open.values()) if isinstance(there, Channel)]


def handed_over() -> list[socket.socket]:
    """The listening sockets that who started this process opened for it; the environment no longer names them."""
    names = {name: os.environ.pop(name, "") for name in ("LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES")}
    if names["LISTEN_PID"] != str(os.getpid()):
        return []
    found = [socket.socket(fileno=FIRST + number) for number in range(int(names["LISTEN_FDS"] or 0))]
    for each in found:
        each.set_inheritable(False)
    return found


def shown(sockets: Iterable[socket.socket]) -> str:
    """Where they listen, for the operator."""
    places = (each.getsockname() for each in sockets)
    return ", ".join(place if isinstance(place, str) else f"{place[0]}:{place[1]}" for place in places)


def notify(said: str) -> None:
    """Tell systemd how it goes, where it wants to know; that it cannot be told is no reason not to serve."""
    place = os.environ.get("NOTIFY_SOCKET", "")
    if place:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.sendto(said.encode(), place.replace("@", "\0", 1) if place[0] == "@" else place)
