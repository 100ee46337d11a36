"""Reloads: people write without rest while the server is exchanged under them; does anybody notice?

`bin/bench reload --n N --database sqlite|postgresql`: a listening socket that stays, as systemd keeps it, and behind it
`naast run` as it is started there. Three ways: `restart` stops and starts again while who connects waits at the socket;
`beside` starts the next one before it stops the last; `kill`, to compare with, is a restart that does not ask.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.kills import Load, database_for, judge, prepared, unsound
from bench.report import Figure, arguments, tell

WAYS = ("restart", "beside", "kill")
# A program as systemd starts it: the socket is its third file, and the environment says that it is meant.
HANDED = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


class Behind:
    """A socket that stays, and who answers behind it."""

    def __init__(self, given: dict[str, str], folder: Path) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.listening.getsockname()[1]
        self.word = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.word.bind(str(folder / "notify"))
        self.word.settimeout(60)
        self.environment = {**os.environ, **given, "NOTIFY_SOCKET": str(folder / "notify")}
        self.process = self.start()
        self.endings: list[int] = []

    def start(self) -> subprocess.Popen:
        """One more server on the socket; it has said that it is ready."""
        number = self.listening.fileno()
        command = [sys.executable, "-c", HANDED, str(number), "-m", "app.cli", "run"]
        started = subprocess.Popen(
            command,
            env=self.environment,
            pass_fds=[number],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while b"READY=1" not in self.word.recv(100):
            pass
        return started

    def exchange(self, way: str) -> None:
        """Put a new server in place of the one that is there."""
        last = self.process
        if way == "beside":
            self.process = self.start()
        if way == "kill":
            last.kill()
        else:
            last.terminate()
        self.endings.append(last.wait(60))
        if way != "beside":
            self.process = self.start()

    def end(self) -> None:
        """Stop the server, and let go of the socket."""
        self.process.terminate()
        self.endings.append(self.process.wait(60))
        self.listening.close()
        self.word.close()


@dataclass
class Timed(Load):
    """The load, with the longest that somebody waited."""

    slowest: float = field(default=0.0)

    def _sent(self, name: str, form: dict[str, str]) -> bool:
        began = time.monotonic()
        sent = super()._sent(name, form)
        self.slowest = max(self.slowest, time.monotonic() - began)
        return sent


def run(kind: str, ways: Sequence[str], folder: Path, pause: float = 0.0) -> dict[str, Any]:
    """One run in a folder of its own."""
    with database_for(kind, folder) as address:
        given, tokens = prepared(address, folder)
        behind = Behind(given, folder)
        # As long as a browser would: on a machine with much else to do a start alone may take half a minute.
        load = Timed(behind.port, given["NAAST_ORIGIN"], tokens, pause=pause, patience=90)
        try:
            with load.going_on():
                for way in ways:
                    time.sleep(0.5)
                    behind.exchange(way)
                time.sleep(0.5)
        finally:
            behind.end()
        verdict = judge(given, load, len(ways), unsound(address), load.slowest)
    return {
        "way": ", ".join(sorted(set(ways))),
        "reloads": len(ways),
        "confirmed": verdict.confirmed,
        "failed": sum(load.answers.values()) - load.answers["303"],
        "lost": verdict.lost,
        "twice": verdict.twice,
        "unsound": verdict.unsound,
        "slowest answer (s)": round(load.slowest, 2),
        "ended well": sum(not status for status in behind.endings[:-1]),
    }


def figures(number: int = 2) -> list[Figure]:
    """Requests that failed while the server was exchanged, beside those that failed at a kill."""
    rows = {}
    for way in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            rows[way] = run("sqlite", [way] * number, Path(folder))
    killed = f"{rows['kill']['failed']} of {rows['kill']['confirmed']} at {number} kills"
    return [
        Figure(
            f"failed at {number} reloads, {way}", rows[way]["failed"] + rows[way]["lost"], "", killed, most=0
        )
        for way in WAYS[:2]
    ]


def main() -> None:
    """Run each way, tell it, and fail where somebody noticed a reload."""
    given = arguments(
        __doc__ or "",
        n={"type": int, "default": 5},
        database={"choices": ["sqlite", "postgresql"], "default": "sqlite"},
    )
    rows = []
    for way in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(run(given.database, [way] * given.n, Path(folder)))
    kept = [row for row in rows if row["way"] != "kill"]
    figure = f"reload on {given.database}: " + "; ".join(
        f"{row['way']}: {row['failed']} failed of {row['confirmed']}, {row['lost']} lost, "
        f"slowest answer {row['slowest answer (s)']} s"
        for row in rows
    )
    tell("reload", rows, figure, given.json)
    sys.exit(any(row["failed"] or row["lost"] or row["twice"] or row["unsound"] for row in kept))


if __name__ == "__main__":
    main()
