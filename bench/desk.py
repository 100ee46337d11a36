"""Desk: how long the queue takes to open for a youth worker of ninety matches, in a small scheme and in a large one.

Both databases, both sizes, in one run. The answer is the whole page with its lines, through the app: sign-in,
policies, the one statement, names, template. Small and large take turns, so that both meet the same machine.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from app import create_app
from app.accounts.signins import sign_in
from app.commands.migrate import migrate
from app.config import Settings
from app.db import db
from app.people.actions import introduce
from app.schemes.actions import found_scheme, give_role
from app.web.language import today
from bench.crowd import Crowd, pour
from bench.pages import answer, environ, queries
from bench.report import Figure, arguments, tell
from bench.world import COOKIE
from tests import postgres

SIZES = (10_000, 1_000_000)
GOAL = 1.3
ORIGIN = "http://localhost:8000"


@dataclass
class Place:
    """A scheme of one size in one database, and the headers of a youth worker in it."""

    app: Flask
    entries: int
    given: dict


@contextmanager
def address(kind: str, folder: Path, name: str) -> Iterator[str]:
    """The address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.db"
        return
    made = postgres.create(f"naast_bench_{name}", folder)
    try:
        yield made
    finally:
        postgres.drop(made, folder)


def place(kind: str, where: str, folder: Path, size: int) -> Place:
    """A scheme with so many entries; each of its team runs ninety matches, as many as there is room for."""
    settings = Settings.from_environment(
        {
            "NAAST_ORIGIN": ORIGIN,
            "NAAST_DATABASE": where,
            "NAAST_KEYS_FILE": str(folder / "keys.json"),
            "NAAST_DEMO": "on",
        }
    )
    migrate(settings)
    app = create_app(settings)
    with app.app_context():
        scheme = found_scheme("Bench", "Large")
        people = [introduce(f"Worker {number}") for number in range(max(1, min(20, size // 50_000)))]
        for person in people:
            give_role(scheme, person.id, "youth_worker")
        token = sign_in(people[0].id, path="demo")
        db.session.commit()
        crowd = Crowd(size, scheme.id, [person.id for person in people], today())
        entries = pour(crowd.rows())
        if kind != "sqlite":
            db.session.execute(text("ANALYZE"))
            db.session.commit()
        db.session.remove()
    headers = {"Cookie": f"{COOKIE}={token}", "Accept-Language": "nl"}
    return Place(app, entries, environ("/desk", headers, ORIGIN))


def opened(there: Place) -> float:
    """How many milliseconds one opening takes."""
    start = time.perf_counter()
    status, _body = answer(there.app.wsgi_app, there.given)
    assert status == "200 OK", status
    return (time.perf_counter() - start) * 1000


def measure(kind: str, rounds: int, large: int) -> tuple[list[dict], float]:
    """The rows of one database, and how many times longer the large scheme takes."""
    with tempfile.TemporaryDirectory(prefix="naast-bench-") as made:
        folder = Path(made)
        with address(kind, folder, "small") as small, address(kind, folder, "large") as big:
            places = [place(kind, small, folder, SIZES[0]), place(kind, big, folder, large)]
            for there in places:
                for _ in range(5):
                    opened(there)
            times: list[list[float]] = [[], []]
            for _ in range(rounds):
                for number, there in enumerate(places):
                    times[number].append(opened(there))
            rows = [
                {
                    "database": kind,
                    "entries": there.entries,
                    "median ms": round(statistics.median(taken), 1),
                    "queries": queries(there.app.wsgi_app, there.given),
                }
                for there, taken in zip(places, times, strict=True)
            ]
            for there in places:
                with there.app.app_context():
                    db.engine.dispose()
        return rows, statistics.median(times[1]) / statistics.median(times[0])


def figures(
    rounds: int = 15, large: int = SIZES[1], kinds: Sequence[str] = ("sqlite", "postgresql")
) -> list[Figure]:
    """How many times longer the queue takes with so many entries."""
    found = []
    for kind in kinds:
        (small, _big), times = measure(kind, rounds, large)
        beside = f"{small['median ms']} ms with {small['entries']:,}"
        found.append(
            Figure(f"the desk on {kind} with {large:,} entries", round(times, 2), "times", beside, most=GOAL)
        )
    return found


def main() -> None:
    """Measure both databases."""
    given = arguments(
        __doc__ or "",
        rounds={"type": int, "default": 40},
        large={"type": int, "default": SIZES[1]},
        only={"choices": ["sqlite", "postgresql"]},
    )
    rows, told = [], []
    for kind in [given.only] if given.only else ["sqlite", "postgresql"]:
        found, times = measure(kind, given.rounds, given.large)
        rows += [*found]
        told.append(f"{times:.2f} times on {kind}{'' if times <= GOAL else ' (too slow)'}")
    figure = f"desk: {given.large:,} entries take {', '.join(told)} as long as {SIZES[0]:,} (goal {GOAL})"
    tell("desk", rows, figure, given.json)


if __name__ == "__main__":
    main()
