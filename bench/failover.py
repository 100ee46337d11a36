"""Failover: people write without rest while the machine with the primary database is taken away, again and again.

`bin/bench failover --n N`: the three machines of `bench/cluster.py`, and before their proxy two processes of Naast. Each
blow is of another kind: everything on the primary's machine is killed at once; it is frozen, and wakes up believing it
still is the primary; PostgreSQL alone is killed; the primary is handed over as for maintenance. Who wrote sends the same
operation again until it is confirmed, as phones do. Then: is all that was confirmed there, once, on all three?
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice, pairwise
from pathlib import Path
from typing import Any

import psycopg

from app.web.errors import SAID
from app.web.language import translations
from bench.cluster import WHOLE, Cluster, Machine, cluster, missing, until
from bench.faulty.network import Server
from bench.kills import RUN, Load, Verdict, judge, prepared, unsound
from bench.report import arguments, tell
from bench.world import COOKIE

WAYS = ("killed", "frozen", "killed", "postgres", "killed", "handed over")
AGAIN = translations("nl").gettext(SAID[503][1]).encode()  # "wait a moment, … and send it again"
LONGEST = 60.0  # seconds that nobody's writing may be confirmed
PAGES = ("/", "/journal", "/goals")
ROWS = "SELECT count(*), md5(string_agg(id::text, ',' ORDER BY id)) FROM entry"
PAUSE = 0.05


@dataclass
class Spread(Load):
    """The load, over several processes; when each thing was confirmed, and after how many tries."""

    ports: tuple[int, ...] = ()
    times: list[float] = field(default_factory=list)
    tries: Counter = field(default_factory=Counter)
    unkind: int = 0  # answers "not now" that do not say that it is to be sent again

    def _where(self) -> int:
        return random.choice(self.ports)

    def _heard(self, status: int, said: bytes) -> None:
        super()._heard(status, said)
        self.unkind += status == 503 and AGAIN not in said

    def _sent(self, name: str, form: dict[str, str]) -> bool:
        first = form["did"] not in self.confirmed
        self.tries[form["op"]] += first
        sent = super()._sent(name, form)
        if sent and first:
            self.times.append(time.monotonic())
        return sent

    def longest(self, since: float, to: float) -> float:
        """The longest time without anything confirmed."""
        moments = [since, *(at for at in sorted(self.times) if since < at < to), to]
        return max(after - before for before, after in pairwise(moments))


class Readers:
    """Somebody who opens pages all the while; what they were answered."""

    def __init__(self, ports: tuple[int, ...], token: str) -> None:
        self.ports, self.token, self.answers = ports, token, Counter[str]()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        for page in cycle(PAGES):
            if self._stop.wait(PAUSE):
                return
            link = http.client.HTTPConnection("127.0.0.1", random.choice(self.ports), timeout=20)
            try:
                link.request("GET", page, headers={"Cookie": f"{COOKIE}={self.token}"})
                self.answers[str(link.getresponse().status)] += 1
            except (OSError, http.client.HTTPException):
                self.answers["no answer"] += 1
            finally:
                link.close()

    def end(self) -> None:
        """They have read enough."""
        self._stop.set()
        self._thread.join(60)


@contextlib.contextmanager
def processes(given: dict[str, str], log: Path) -> Iterator[list[Server]]:
    """Two processes of Naast, whose lines go to a file; they are gone afterwards."""
    with log.open("ab") as lines, contextlib.ExitStack() as ending:
        servers = []
        for _ in range(2):
            server = Server(given, RUN, lines)
            ending.callback(server.process.wait)
            ending.callback(server.process.kill)
            servers.append(server)
        yield servers


def strike(way: str, machines: Cluster, load: Spread) -> dict[str, Any]:
    """One blow at the primary; over when somebody's writing is confirmed by who is primary then."""
    last = until("a primary", machines.primary, WHOLE)
    at = time.monotonic()
    if way == "killed":
        last.hit(signal.SIGKILL)
    elif way == "frozen":
        last.hit(signal.SIGSTOP)
    elif way == "postgres":
        last.hit(signal.SIGKILL, "data")
    else:
        next_one = next(one["name"] for one in members(last) if one["role"] == "sync_standby")
        status, said = last.ask("/switchover", {"leader": last.name, "candidate": next_one})
        assert status == 200, said
    following = until("a primary after the blow", lambda: _following(machines, last, way), WHOLE)
    known = len(load.times)
    until("something confirmed after the blow", lambda: len(load.times) > known + 1, WHOLE)
    time.sleep(2)  # two machines carry it for a while
    if way == "killed":
        last.start()
    elif way == "frozen":
        last.hit(signal.SIGCONT)
    until("three machines again", machines.whole, WHOLE)
    now = time.monotonic()
    row = {
        "primary was": way,
        "from": last.name,
        "to": following.name,
        "nothing confirmed for (s)": round(load.longest(at, now), 1),
        "three again after (s)": round(now - at, 1),
    }
    print(row, file=sys.stderr, flush=True)
    return row


def members(machine: Machine) -> list[dict[str, Any]]:
    """Who is in the cluster, as this machine sees it."""
    return machine.ask("/cluster")[1]["members"]


def _following(machines: Cluster, last: Machine, way: str) -> Machine | None:
    now = machines.primary()
    return now if way == "postgres" or now is not last else None


def run(ways: list[str], folder: Path) -> tuple[list[dict[str, Any]], Verdict, dict[str, Any]]:
    """One run in a folder of its own: a row for each blow, what became of what was written, and what else was seen."""
    rows: list[dict[str, Any]] = []
    with cluster(folder) as machines:
        address = machines.made()
        given, tokens = prepared(address, folder)
        with processes(given, folder / "naast.log") as servers:
            ports = tuple(server.port for server in servers)
            load = Spread(ports[0], given["NAAST_ORIGIN"], tokens, pause=PAUSE, ports=ports)
            readers = Readers(ports, tokens["samira"])
            try:
                with load.going_on():
                    for way in ways:
                        time.sleep(2)
                        rows.append(strike(way, machines, load))
            finally:
                readers.end()
            alive = sum(server.process.poll() is None for server in servers)
        until("three machines at the end", machines.whole, WHOLE)
        slowest = max(row["nothing confirmed for (s)"] for row in rows)
        verdict = judge(given, load, len(ways), unsound(address), slowest)
        until("the same on all three", lambda: len(copies(machines)) == 1, 30)
        more = {
            "sent again": sum(number > 1 for number in load.tries.values()),
            "unkind": load.unkind,
            "pages": dict(readers.answers),
            "processes alive": alive,
            "faults": faults(folder / "naast.log"),
        }
    return rows, verdict, more


def faults(log: Path) -> dict[str, int]:
    """What the processes said went wrong, counted."""
    lines = (json.loads(line) for line in log.read_text().splitlines() if line.startswith("{"))
    wrong = (line for line in lines if line["level"] == "error")
    return dict(
        Counter(" ".join((line["said"], line.get("kind", ""), line.get("place", ""))) for line in wrong)
    )


def copies(machines: Cluster) -> set[Any]:
    """What each machine has of what was written; one where all are alike."""
    found = set()
    for machine in machines.machines:
        with psycopg.connect(machine.address) as link:
            found.add(link.execute(ROWS).fetchone())
    return found


def main() -> None:
    """Run it, tell it, and fail where a promise was broken."""
    given = arguments(
        __doc__ or "",
        n={"type": int, "default": len(WAYS)},
        way={"choices": sorted(set(WAYS)), "help": "this kind of blow only"},
    )
    ways = (given.way,) if given.way else WAYS
    if away := missing():
        print(f"This needs what is not here: apt-get install {' '.join(away)}.", file=sys.stderr)
        sys.exit(2)
    with tempfile.TemporaryDirectory() as name:
        rows, verdict, more = run(list(islice(cycle(ways), given.n)), Path(name))
    odd = sum(number for status, number in more["pages"].items() if status not in ("200", "503"))
    figure = (
        f"failover: {verdict.kills} blows at the primary, {verdict.confirmed} confirmed writes ({more['sent again']} of "
        f"them sent more than once), {verdict.lost} lost, {verdict.twice} twice, {verdict.unsound} faults in the "
        f"database, alike on three machines; nothing confirmed for {verdict.slowest_return} s at most; answers "
        f"{verdict.answers}, of these {more['unkind']} without our words; pages {more['pages']}"
    )
    for said, number in more["faults"].items():
        print(f"{number} times: {said}", file=sys.stderr)
    tell("failover", rows, figure, given.json)
    kept = verdict.clean and not odd and not more["unkind"] and more["processes alive"] == 2  # noqa: PLR2004
    sys.exit(0 if kept and verdict.slowest_return < LONGEST else 1)


if __name__ == "__main__":
    main()
