"""Writes: diary entries saved through the app, beside bare commits of rows of the same size on the same disk.

Both databases; the bare commits are made in a database of their own with the app's own settings for what a commit
promises. An entry is more than its row: the receipt that makes it happen once, a line of the audit log, a sealed text.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from werkzeug.test import EnvironBuilder

from app import create_app, ids
from app.config import Settings
from bench.kills import database_for, prepared
from bench.pages import answer
from bench.report import Figure, arguments, percent, tell
from bench.world import COOKIE

WORDS = "We made a plan for the week, and had tea. " * 10
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON")
TABLE = "CREATE TABLE bare (id text PRIMARY KEY, author text, day text, sealed {bytes})"
ORIGIN = "http://localhost:8000"


def posted(token: str) -> dict:
    """A WSGI environment that saves one entry."""
    form = {"op": str(ids.new_id()), "on": "2026-03-02", "did": WORDS, "feeling": "good"}
    headers = {"Cookie": f"{COOKIE}={token}", "Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}
    return EnvironBuilder("/diary", base_url=ORIGIN, method="POST", data=form, headers=headers).get_environ()


def each_second(act: Callable[[], None], seconds: float) -> tuple[float, list[float]]:
    """How often a second it can be done, and how long each took, in milliseconds."""
    took: list[float] = []
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        before = time.perf_counter()
        act()
        took.append((time.perf_counter() - before) * 1000)
    return len(took) / (time.perf_counter() - began), took


def bare(kind: str, address: str, folder: Path) -> Callable[[], None]:
    """One row and its commit, with nothing around it."""
    row = lambda: (str(ids.new_id()), str(ids.new_id()), "2026-01-01", WORDS.encode())  # noqa: E731
    if kind == "sqlite":
        lite = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for pragma in PRAGMAS:
            lite.execute(f"PRAGMA {pragma}")
        lite.execute(TABLE.format(bytes="blob"))
        return lambda: lite.execute("INSERT INTO bare VALUES (?, ?, ?, ?)", row())  # type: ignore[return-value]
    server = psycopg.connect(address.replace("+psycopg", ""), autocommit=True)
    server.execute(TABLE.format(bytes="bytea"))
    return lambda: server.execute("INSERT INTO bare VALUES (%s, %s, %s, %s)", row())  # type: ignore[return-value]


def measure(kind: str, seconds: float, rounds: int) -> dict:
    """The row of one database."""
    with tempfile.TemporaryDirectory() as name, database_for(kind, Path(name)) as address:
        given, tokens = prepared(address, Path(name))
        app = create_app(Settings.from_environment(given))
        token = next(iter(tokens.values()))

        def save() -> None:
            status, _body = answer(app.wsgi_app, posted(token))
            assert status.startswith("303"), status

        commit = bare(kind, address, Path(name))
        save()
        pairs = [(each_second(save, seconds), each_second(commit, seconds)) for _ in range(rounds)]
    ours = statistics.median(saved[0] for saved, _bare in pairs)
    limit = statistics.median(bared[0] for _saved, bared in pairs)
    took = sorted(one for saved, _bare in pairs for one in saved[1])
    return {
        "database": kind,
        "saved a second": round(ours),
        "bare commits a second": round(limit),
        "share": f"{ours / limit:.0%}",
        "p50 ms": round(took[len(took) // 2], 2),
        "p99 ms": round(took[int(len(took) * 0.99)], 2),
    }


def figures(seconds: float = 0.6, rounds: int = 3) -> list[Figure]:
    """Entries saved, of bare commits that promise as much, on both databases."""
    rows = [measure(kind, seconds, rounds) for kind in ("sqlite", "postgresql")]
    return [
        Figure(
            f"entries saved on {row['database']} ({row['saved a second']} a second), of bare commits",
            percent(row["share"]),
            "%",
            f"{row['bare commits a second']} bare commits a second",
            least=50,
        )
        for row in rows
    ]


def main() -> None:
    """Measure both databases."""
    given = arguments(
        __doc__ or "", seconds={"type": float, "default": 2.0}, rounds={"type": int, "default": 5}
    )
    rows = [measure(kind, given.seconds, given.rounds) for kind in ("sqlite", "postgresql")]
    figure = "writes: " + ", ".join(f"{row['share']} of bare commits on {row['database']}" for row in rows)
    tell("writes", rows, figure, given.json)


if __name__ == "__main__":
    main()
