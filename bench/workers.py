"""Workers: Today over HTTP from one, two and four processes of `naast run` on one database, and what each takes of memory.

Who asks sits on the same machine and takes of the same processors. At half load, how long the slowest of a hundred waits
beside the middle one is therefore asked twice: of as many processes as there are processors but for one, which is left to
who asks, as on a server whose visitors come from elsewhere; and of as many as there are, where all wait for each other.
"""

import contextlib
import os
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench.faulty.network import Server
from bench.kills import RUN, database_for, prepared
from bench.report import Figure, arguments, tell
from bench.world import COOKIE

ASKERS = 8
PROCESSES = (1, 2, 4)


def memory(server: Server) -> float:
    """What a process holds in memory, in MB."""
    for line in Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def read_answer(link: socket.socket) -> None:
    """Read one answer, with as little to do as can be: Python's own client would take half as long as the server."""
    found = b""
    while (head := found.find(b"\r\n\r\n")) < 0:
        more = link.recv(65536)
        assert more, "the server hung up"
        found += more
    assert found.startswith(b"HTTP/1.1 200"), found[:40]
    length = int(found[:head].lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    missing = head + 4 + length - len(found)
    while missing > 0:
        missing -= len(link.recv(65536))


class Asked:
    """Askers, one connection each, spread over the servers; `every` is how many seconds one takes for a turn.

    With `every` they ask at a steady pace, spread over a turn, whether the last answer was quick or not. In step with
    each other they would all stand at the door at once; what is wanted is what the server adds, not the queue.
    """

    def __init__(self, servers: list[Server], token: str, seconds: float, every: float = 0.0) -> None:
        self.request = f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: {COOKIE}={token}\r\n\r\n".encode()
        self.took: list[float] = []
        began = time.perf_counter()
        self.end, self.every = began + seconds, every
        askers = [
            threading.Thread(
                target=self._ask, args=(servers[n % len(servers)].port, began + every * n / ASKERS)
            )
            for n in range(ASKERS)
        ]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        self.rate = len(self.took) / (time.perf_counter() - began)
        self.took.sort()

    def _ask(self, port: int, due: float) -> None:
        with socket.create_connection(("127.0.0.1", port), 30) as link:
            while time.perf_counter() < self.end:
                time.sleep(max(0.0, due - time.perf_counter()))
                due += self.every
                before = time.perf_counter()
                link.sendall(self.request)
                read_answer(link)
                self.took.append((time.perf_counter() - before) * 1000)

    def slowest(self, share: float) -> float:
        """How long, in milliseconds, all but this share waited at most."""
        return round(self.took[min(int(len(self.took) * share), len(self.took) - 1)], 1)


def row(kind: str, number: int, asked: Asked, servers: list[Server]) -> dict:
    """One line of the table."""
    return {
        "database": kind,
        "processes": number,
        "Today a second": round(asked.rate),
        "p50 ms": asked.slowest(0.5),
        "p99 ms": asked.slowest(0.99),
        "MB each": round(sum(map(memory, servers)) / len(servers)),
    }


@contextlib.contextmanager
def serving(given: dict[str, str], number: int, token: str) -> Iterator[list[Server]]:
    """So many processes of `naast run` on one database, each warm."""
    servers: list[Server] = []
    try:
        while len(servers) < number:
            servers.append(Server(given, RUN, subprocess.DEVNULL))
        Asked(servers, token, 1.0)
        yield servers
    finally:
        for server in servers:
            server.process.kill()
            server.process.wait()


def measure(kind: str, seconds: float) -> list[dict]:
    """The rows of one database."""
    rows, rates = [], {}
    with tempfile.TemporaryDirectory() as name, database_for(kind, Path(name)) as address:
        given, tokens = prepared(address, Path(name))
        token = next(iter(tokens.values()))
        for number in PROCESSES:
            with serving(given, number, token) as servers:
                asked = Asked(servers, token, seconds)
                rates[number] = asked.rate
                rows.append(row(kind, number, asked, servers))
        processors = os.cpu_count() or 1
        for most in (processors - 1, processors):
            number = max(number for number in PROCESSES if number <= max(1, most))
            with serving(given, number, token) as servers:
                calm = Asked(servers, token, seconds, every=ASKERS / (rates[number] / 2))
                rows.append({**row(kind, number, calm, servers), "database": f"{kind}, half load"})
    return rows


def figures(seconds: float = 3.0) -> list[Figure]:
    """Todays a second from more processes, what one takes of memory, and the slowest beside the middle."""
    found = []
    for kind in ("sqlite", "postgresql"):
        one, *more, calm, crowded = measure(kind, seconds)
        alone = one["Today a second"]
        beside = f"{alone} a second from 1, with {os.cpu_count()} processors for all, who asks too"
        found += [
            Figure(
                f"Today over HTTP from {row['processes']} processes, {kind}",
                row["Today a second"],
                "a second",
                beside,
            )
            for row in more
        ]
        found.append(
            Figure(
                f"memory of a process, {kind}", more[-1]["MB each"], "MB", f"{one['MB each']} MB of one alone"
            )
        )
        late, all_late = (round(half["p99 ms"] / half["p50 ms"], 2) for half in (calm, crowded))
        beside = f"p50 {calm['p50 ms']} ms; {all_late} where who asks has no processor left"
        found.append(Figure(f"p99 at half load, {kind}", late, "times p50", beside, most=2))
    return found


def main() -> None:
    """Measure both databases."""
    given = arguments(__doc__ or "", seconds={"type": float, "default": 8.0})
    rows = [line for kind in ("sqlite", "postgresql") for line in measure(kind, given.seconds)]
    most = max(rows, key=lambda line: line["Today a second"])
    figure = (
        f"workers: {most['Today a second']} Todays a second from {most['processes']} on {most['database']}"
    )
    tell("workers", rows, figure, given.json)


if __name__ == "__main__":
    main()
