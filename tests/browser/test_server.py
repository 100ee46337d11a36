"""The live server itself: what one test still had under way never reaches the world of the next."""

from __future__ import annotations

import socket
import threading

from bench.world import COOKIE
from tests.browser.outboxes import entries
from tests.processes import diary
from tests.visitors import FROM_OUR_PAGES


def test_what_was_still_on_its_way_is_over_before_the_next_world_begins(live_server):
    before = entries(live_server, "samira")
    arrived, go_on = threading.Event(), threading.Event()

    def late(environ, _start):
        if environ["REQUEST_METHOD"] == "POST":
            arrived.set()
            go_on.wait(5)

    live_server.meddle = late
    with asked(live_server):
        assert arrived.wait(5)
        threading.Timer(0.3, go_on.set).start()
        live_server.begin_again()
        assert go_on.is_set()
    assert entries(live_server, "samira") == before
    assert live_server.world.stranger().get("/ready").status_code == 204


def asked(live_server) -> socket.socket:
    """A connection over which Samira just sent an entry."""
    token = live_server.world.person("samira").token
    place = ("127.0.0.1", int(live_server.url.rpartition(":")[2]))
    body = "&".join(f"{name}={value}" for name, value in diary("Laat").items())
    headers = {
        **FROM_OUR_PAGES,
        "Origin": live_server.url,
        "Host": live_server.url.rpartition("/")[2],
        "Cookie": f"{COOKIE}={token}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    link = socket.create_connection(place)
    link.sendall(f"POST /diary HTTP/1.1\r\n{head}\r\n{body}".encode())
    return link
