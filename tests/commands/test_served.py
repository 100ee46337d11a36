"""Served by waitress as `naast run` does: where one request ends and the next begins is never in doubt."""

from __future__ import annotations

import signal
import socket
import threading

import pytest
from waitress import create_server

from tests.processes import connected, served

SOON = 15  # seconds, on a machine on which others work too
HIDDEN = b"GET /ready?hidden HTTP/1.1\r\nHost: localhost\r\n\r\n"
BOTH = b"POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nTransfer-Encoding: %s\r\n\r\n0\r\n\r\n"


@pytest.fixture
def asked(world):
    """`asked(raw)` sends bytes on one connection and gives (what came back, the paths the app was asked)."""
    seen: list[str] = []

    def noting(environ, start):
        seen.append(environ["PATH_INFO"])
        return world.app(environ, start)

    known: dict = {}
    listening = socket.create_server(("127.0.0.1", 0))
    server = create_server(noting, sockets=[listening], map=known, threads=1, ident=None)
    thread = threading.Thread(target=server.run)
    thread.start()

    def ask(raw: bytes) -> tuple[bytes, list[str]]:
        seen.clear()
        with socket.create_connection(listening.getsockname(), timeout=10) as there:
            there.sendall(raw)
            there.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: there.recv(65536), b"")), list(seen)

    yield ask
    server.trigger.pull_trigger(lambda: [one.close() for one in list(known.values())])
    thread.join(timeout=10)
    server.task_dispatcher.shutdown()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestWhereARequestEnds:
    """Both lengths in one request, a length that is none, and half a line end."""

    def test_of_two_lengths_the_chunks_count_and_what_follows_is_a_request_of_its_own(self, asked):
        _answer, paths = asked(BOTH % (len(HIDDEN) + 5, b"chunked") + HIDDEN)
        assert paths == ["/language", "/ready"]

    @pytest.mark.parametrize("coding", [b"gzip, chunked", b"xchunked", b"chunked\x0b", b"identity"])
    def test_a_coding_that_is_not_known_is_refused_with_all_that_follows(self, asked, coding):
        answer, paths = asked(BOTH % (5, coding) + HIDDEN)
        assert paths == []
        assert answer.split()[1] in (b"400", b"501")

    @pytest.mark.parametrize("length", [b"-1", b"5, 5", b"+5", b"0x5", b"5\r\nContent-Length: 6"])
    def test_a_length_that_is_none_is_refused_with_all_that_follows(self, asked, length):
        raw = b"POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + b"\r\n\r\nhello"
        answer, paths = asked(raw + HIDDEN)
        assert paths == []
        assert answer.split()[1] == b"400"

    def test_a_bare_line_end_ends_no_line(self, asked):
        answer, paths = asked(b"GET /ping HTTP/1.1\r\nHost: localhost\nX-Hidden: 1\r\n\r\n")
        assert paths == []
        assert answer.split()[1] == b"400"


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("size", "by"), [(3_000_000, b"X-Naast"), (50_000_000, b"")])
def test_a_body_that_is_too_large_is_refused_and_the_largest_are_not_even_read(world, size, by):
    ours = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin"
    head = f"POST /language HTTP/1.1\r\nHost: localhost\r\n{ours}\r\nContent-Length: {size}\r\n\r\n".encode()
    with served(world) as server, socket.create_connection(("127.0.0.1", server.port), timeout=20) as link:
        link.sendall(head + (b"x" * size if by else b"x"))  # of the largest no more than this comes
        answer = link.recv(65536)
    assert answer.split()[1] == b"413"
    assert (b"X-Naast" in answer) is bool(by)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_told_to_stop_as_soon_as_it_listens_it_lets_in_who_stands_at_the_door(world):
    with served(world) as server:
        server.process.send_signal(signal.SIGSTOP)
        waiting = [connected(server.port) for _ in range(8)]
        for link in waiting:
            link.request("GET", "/sign-in")
        server.process.terminate()
        server.process.send_signal(signal.SIGCONT)
        assert [link.getresponse().status for link in waiting] == [200] * 8
        assert server.process.wait(SOON) == 0
