"""Workers: Today over HTTP from one, two and four processes of `naast run` on one database, and what each takes of memory.

Who asks sits on the same machine and takes of the same processors; so the last row asks as many processes as there are
processors at half their own rate, where nobody waits for a processor, and says how long the slowest of a hundred waits
beside the middle one. With more processes than that they wait for each other, which says nothing of the program.
"""

import contextlib
import http.client
import os
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


class Asked:
    """Askers, one connection each, spread over the servers; `every` is how many seconds one takes for a turn.

    With `every` they ask at a steady pace, spread over a turn, whether the last answer was quick or not. In step with
    each other they would all stand at the door at once; what is wanted is what the server adds, not the queue.
    """

    def __init__(self, servers: list[Server], token: str, seconds: float, every: float = 0.0) -> None:
        self.headers = {"Cookie": f"{COOKIE}={token}", "Accept-Encoding": "br"}
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
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.perf_counter() < self.end:
            time.sleep(max(0.0, due - time.perf_counter()))
            due += self.every
            before = time.perf_counter()
            link.request("GET", "/", headers=self.headers)
            answer = link.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            self.took.append((time.perf_counter() - before) * 1000)
        link.close()

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
        number = max(number for number in PROCESSES if number <= max(1, os.cpu_count() or 1))
        with serving(given, number, token) as servers:
            calm = Asked(servers, token, seconds, every=ASKERS / (rates[number] / 2))
            rows.append({**row(kind, number, calm, servers), "database": f"{kind}, half load"})
    return rows


def figures(seconds: float = 3.0) -> list[Figure]:
    """Todays a second from more processes, what one takes of memory, and the slowest beside the middle."""
    found = []
    for kind in ("sqlite", "postgresql"):
        one, *more, calm = measure(kind, seconds)
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
        late = round(calm["p99 ms"] / calm["p50 ms"], 2)
        found.append(
            Figure(f"p99 at half load, {kind}", late, "times p50", f"p50 {calm['p50 ms']} ms", most=2)
        )
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
