"""Told to stop, the server ends what it began; exchanged behind a socket that stays, nobody notices."""

import signal
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from app.db import located
from bench.reload import run
from tests.processes import ask, connected, diary, served, token
from tests.visitors import COOKIE

pytestmark = [pytest.mark.slow, pytest.mark.long]
# How it stops has little to do with the database behind it.
on_one = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
SOON = 15  # seconds, on a machine on which others work too


@pytest.fixture
def samira(world) -> str:
    """Her cookie."""
    return token(world, "samira")


@contextmanager
def writers_held_up(world):
    """While this lasts whoever writes waits for the database; `let_go()` ends it sooner."""
    engine = create_engine(located(world.address))
    with engine.connect() as link:
        postgres = link.dialect.name == "postgresql"
        link.execute(text("LOCK TABLE entry" if postgres else "UPDATE person SET called = called"))
        yield link.rollback
    engine.dispose()


def in_a_thread(work) -> tuple[threading.Thread, list]:
    """It goes on beside us; what comes of it will be in the list."""
    found: list = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    return thread, found


def refused(port: int) -> bool:
    """True when nobody takes connections there."""
    with socket.socket() as link:
        link.settimeout(1)
        return link.connect_ex(("127.0.0.1", port)) != 0


def until(true, seconds: float = SOON) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_what_is_being_answered_is_answered_and_nobody_else_gets_in(world, samira, told):
    with served(world) as server:
        with writers_held_up(world) as let_go:
            thread, found = in_a_thread(lambda: ask(server.port, "POST", "/diary", diary("amid"), samira))
            time.sleep(0.5)
            assert not found, "nothing held it up"
            server.process.send_signal(told)
            assert until(lambda: refused(server.port)), "it still takes connections"
            assert server.process.poll() is None
            let_go()
        thread.join(SOON)
        assert found[0].status == 303
        assert server.process.wait(SOON) == 0
    assert "amid" in world.person("samira").page("/journal").text


@on_one
def test_what_has_not_all_arrived_yet_is_waited_for(world, samira):
    body = urlencode(diary("in two halves")).encode()
    head = (
        f"POST /diary HTTP/1.1\r\nHost: localhost\r\nCookie: {COOKIE}={samira}\r\nOrigin: https://localhost\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with served(world) as server, socket.create_connection(("127.0.0.1", server.port), timeout=SOON) as link:
        link.sendall(head.encode() + body[:20])
        time.sleep(0.3)
        server.process.terminate()
        time.sleep(2)
        link.sendall(body[20:])
        assert link.recv(1000).startswith(b"HTTP/1.1 303")
        assert server.process.wait(SOON) == 0


@on_one
def test_a_connection_that_was_kept_open_gets_its_answer_and_is_told_that_it_was_the_last(world, samira):
    with served(world) as server:
        kept, idle, fresh = (connected(server.port) for _ in range(3))
        for link in (kept, idle):
            assert ask(link, "GET", "/sign-in").getheader("Connection") is None
        server.process.terminate()
        assert until(lambda: refused(server.port))
        for link in (kept, fresh):
            link.request("GET", "/journal", headers={"Cookie": f"{COOKIE}={samira}"})
        for answer in (kept.getresponse(), fresh.getresponse()):
            assert (answer.status, answer.getheader("Connection")) == (200, "close")
        assert idle.sock.recv(1) == b"", "a connection without a question holds nobody up"
        assert server.process.wait(SOON) == 0


@on_one
def test_a_socket_that_was_meant_for_another_process_is_left_alone(world):
    with served(world, LISTEN_PID="1", LISTEN_FDS="1") as server:
        assert ask(server.port, "GET", "/ping").status == 204


def test_it_waits_no_longer_than_was_set(world, samira, capfd):
    with served(world, NAAST_FINISH="1") as server, writers_held_up(world):
        link = connected(server.port)
        link.request("POST", "/diary", urlencode(diary("never")), {"Cookie": f"{COOKIE}={samira}"})
        slow = socket.create_connection(("127.0.0.1", server.port))
        slow.sendall(b"GET / HTTP/1.1\r\nX: ")
        time.sleep(0.5)
        server.process.terminate()
        assert server.process.wait(10) == 0
        slow.close()
    assert "cut off by the stop" in capfd.readouterr().err


@on_one
def test_it_serves_where_nobody_can_be_told_how_it_goes(world, tmp_path):
    with served(world, NOTIFY_SOCKET=str(tmp_path / "nowhere")) as server:
        assert ask(server.port, "GET", "/ready").status == 204


@on_one
def test_told_twice_it_stops_at_once(world):
    with served(world) as server, socket.create_connection(("127.0.0.1", server.port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nX: ")
        time.sleep(0.3)
        server.process.terminate()
        assert until(lambda: refused(server.port))
        assert server.process.poll() is None
        server.process.terminate()
        assert server.process.wait(10) == 0


@on_one
def test_a_proxy_is_told_first_where_that_was_set(world):
    with served(world, NAAST_LINGER="5") as server:
        assert ask(server.port, "GET", "/ready").status == 204
        server.process.terminate()
        assert until(lambda: ask(server.port, "GET", "/ready").status == 503)
        assert ask(server.port, "GET", "/sign-in").status == 200
        assert server.process.wait(SOON) == 0
        assert refused(server.port)


@pytest.mark.timeout(900)  # three servers are started one after another
def test_nobody_notices_when_it_is_exchanged_behind_a_socket_that_stays(database, own_folder):
    ways = ("beside", "restart")  # `bin/bench reload` does more of it
    found = run(database, ways, own_folder, pause=0.05)
    assert found["failed"] == found["lost"] == found["twice"] == found["unsound"] == 0, found
    assert found["ended well"] == len(ways)
    assert found["confirmed"] > 20
