"""Bad input: requests made by a seeded generator to every route and through the passkey ceremonies; 0 answers of 5xx.

The same seed sends the same kinds of requests, though the ids in them are of a world made anew. They go over HTTP to
`naast run` in a process of its own, whose memory is told at each tenth of the run: who sends keeps things too. With
`--inside` they go straight into an app in this process, and what is told besides is how many Python objects live on.
Caches fill at first and then have an end; what is kept for every request shows as growth in the second half.
"""

import base64
import contextlib
import gc
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.faulty.network import Server
from bench.kills import RUN
from bench.report import Figure, arguments, tell
from tests.house.routes import addresses, ids_by_name, nowhere, routes
from tests.house.test_bad_input import NASTY, RAW, WHO, fields_of
from tests.processes import environment, token
from tests.remote import Remote
from tests.visitors import Visitor
from tests.worlds import World, beginning

STEADY = 1.05  # how many times what was kept halfway may be kept at the end
LONG = 10_000  # requests; caches fill for half as many
RENEWED = 200  # requests after which everybody signs in anew: what was tried may have signed them out
CEREMONIES = ("accounts.join", "accounts.sign_in", "accounts.step_up")


def resident(process: int) -> float:
    """Memory of a process now, in MB."""
    line = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if "VmRSS" in line)
    return int(line.split()[1]) / 1024


def living() -> int:
    """How many pieces of memory Python's objects take in this process, after what nobody holds is gone."""
    gc.collect()
    return sys.getallocatedblocks()


@dataclass
class Found:
    """What came of a run: answers by status, memory at each tenth, and every request that broke something."""

    answers: Counter[int] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)
    living: list[int] = field(default_factory=list)
    ceremonies: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def growth(self) -> float:
        """How many times what was kept halfway is kept at the end: objects where they were counted, else memory."""
        kept = self.living or self.memory
        return kept[-1] / kept[len(kept) // 2]


class Fuzz:
    """Everybody of WHO with a browser, and a generator of what they send; to a server, or into the world's own app."""

    def __init__(self, world: World, seed: int, server: Server | None = None) -> None:
        self.world, self.chance, self.server = world, random.Random(seed), server
        known = ids_by_name(world)
        self.ids = [str(item) for items in known.values() for item in items[:20]]
        every = [route for route in routes(world.app) if route.endpoint != "assets.static"]
        self.targets = [
            (route, path) for route in every for path in [*addresses(world, route, known, 4), nowhere(route)]
        ]
        self.ceremonies = {
            name: {
                route.endpoint.removeprefix(name): path
                for route, path in self.targets
                if route.endpoint in (f"{name}_options", f"{name}_passkey")
            }
            for name in CEREMONIES
        }
        self.found = Found()

    def run(self, number: int) -> Found:
        """Send so many requests."""
        people: list[Visitor] = []
        for sent in range(number):
            if sent % RENEWED == 0:
                people = [self.somebody(name) for name in WHO]
            if sent % max(1, number // 10) == 0:
                self.look()
            who = self.chance.choice(people)
            self.ceremony(who) if self.chance.random() < 0.1 else self.request(who)
        self.look()
        return self.found

    def somebody(self, name: str | None) -> Visitor:
        """One of WHO, signed in just now; where there is a server, their browser asks that."""
        if self.server is None:
            return self.world.person(name) if name else self.world.stranger()
        there = Remote(self.server.port)
        return Visitor(there, name or "stranger", token=token(self.world, name) if name else None)

    def look(self) -> None:
        """Note what is kept now by who answers."""
        if self.server is None:
            self.found.living.append(living())
        self.found.memory.append(resident(self.server.process.pid if self.server else os.getpid()))
        sent, megabytes = sum(self.found.answers.values()), self.found.memory[-1]
        print(f"{sent} sent, {len(self.found.broken)} broken, {megabytes:.0f} MB", file=sys.stderr)

    def send(self, who: Visitor, method: str, path: str, **sent: Any) -> Any:
        """One request, and what came of it."""
        try:
            answer = who.open(method, path, environ_base={"REMOTE_ADDR": self.address()}, **sent)
        except Exception as error:  # noqa: BLE001  whatever gets out of the app is what is looked for
            self.found.broken.append(f"{who} {method} {path} {sent!r:.300}: {error!r}")
            return None
        self.found.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            self.found.broken.append(f"{who} {method} {path} {sent!r:.300}: {answer.status}")
        return answer

    def address(self) -> str:
        """A network address out of many: from one alone, most ceremonies would meet the limit on trying."""
        return f"10.0.{self.chance.randrange(256)}.{self.chance.randrange(1, 255)}"

    def words(self) -> str:
        """A nasty text, an id of something, or letters from anywhere."""
        made = self.chance.choice([*NASTY, self.chance.choice(self.ids), self.letters()])
        return made.encode("utf-8", "surrogatepass").decode("utf-8", "replace")

    def letters(self) -> str:
        """Up to forty letters out of all of Unicode."""
        return "".join(chr(self.chance.randrange(0x10FFFF)) for _ in range(self.chance.randrange(40)))

    def value(self, deep: int = 2) -> Any:
        """Any JSON."""
        kind = self.chance.randrange(8 if deep else 6)
        if kind == 6:
            return [self.value(deep - 1) for _ in range(self.chance.randrange(4))]
        if kind == 7:
            return {self.words(): self.value(deep - 1) for _ in range(self.chance.randrange(4))}
        return self.chance.choice([None, True, -1, 2**64, 1e308, self.words(), self.words(), self.words()])

    def request(self, who: Visitor) -> None:
        """Any route, with a query, a form, JSON or raw bytes."""
        route, path = self.chance.choice(self.targets)
        headers = self.chance.choice([{}, {"HX-Request": "true"}])
        names = fields_of(self.world.app, route)
        some = self.chance.sample(names, self.chance.randrange(len(names) + 1))
        if route.method == "GET":
            asked = {name: self.words()[:2000] for name in ("before", "page", "q", "code", "on", *some[:2])}
            self.send(who, "GET", path, query_string=asked, headers=headers)
            return
        kind = self.chance.randrange(10)
        if kind == 0:
            content_type, body = self.chance.choice(list(RAW.values()))
            self.send(who, route.method, path, data=body, content_type=content_type)
        elif kind < 4:
            self.json(who, route.method, path, {name: self.value() for name in some} or self.value())
        else:
            form = {name: [self.words() for _ in range(self.chance.randrange(3))] for name in some}
            self.send(who, route.method, path, data=form, headers=headers)

    def json(self, who: Visitor, method: str, path: str, content: Any) -> Any:
        """One request with JSON."""
        return self.send(who, method, path, data=json.dumps(content), content_type="application/json")

    def ceremony(self, who: Visitor) -> None:
        """A passkey ceremony: its options asked for, and something like a credential sent back, spoiled."""
        steps = self.ceremonies[self.chance.choice(CEREMONIES)]
        self.found.ceremonies += 1
        answer = self.json(who, "POST", steps["_options"], {"code": self.words(), "next": "/"})
        given = answer.get_json(silent=True) if answer is not None else None
        challenge = given.get("challenge") if isinstance(given, dict) else self.words()
        client = {
            "type": self.chance.choice(["webauthn.get", "webauthn.create", self.value(0)]),
            "challenge": self.chance.choice([challenge, self.value(0)]),
            "origin": self.chance.choice(["https://localhost", "https://elsewhere.example", self.value(0)]),
            "crossOrigin": self.chance.choice([False, True, self.value(0)]),
        }
        response = {
            "clientDataJSON": _packed(json.dumps(client).encode()),
            "authenticatorData": _packed(self.chance.randbytes(self.chance.choice([0, 36, 37, 200]))),
            "attestationObject": _packed(self.chance.randbytes(self.chance.choice([0, 1, 100, 2000]))),
            "signature": _packed(self.chance.randbytes(self.chance.choice([0, 64, 71]))),
            "userHandle": _packed(self.chance.randbytes(self.chance.choice([0, 32, 100]))),
        }
        response[self.chance.choice(list(response))] = self.value()
        name = _packed(self.chance.randbytes(self.chance.choice([0, 15, 32, 1024])))
        credential = {"id": name, "rawId": name, "type": "public-key", "response": response}
        credential[self.chance.choice(list(credential))] = self.chance.choice([self.value(), response])
        self.json(
            who, "POST", steps["_passkey"], {"credential": credential, "code": self.words(), "called": "x"}
        )


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextlib.contextmanager
def served(world: World) -> Iterator[Server]:
    """`naast run` on this world's database, behind one proxy that it believes; what it says of faults is shown at the end."""
    with tempfile.TemporaryFile("w+") as said:
        server = Server(environment(world, NAAST_PROXIES="1"), RUN, said.fileno())
        try:
            yield server
        finally:
            server.kill()
            said.seek(0)
            sys.stderr.writelines([line for line in said if '"level": "error"' in line][:20])


def run(number: int, seed: int, database: str = "sqlite", inside: bool = False) -> Found:
    """A world of its own, and so many requests in it."""
    world = World(database, *beginning(database))
    try:
        if inside:
            return Fuzz(world, seed).run(number)
        with served(world) as server:
            return Fuzz(world, seed, server).run(number)
    finally:
        world.end()


def figures(number: int = 2000) -> list[Figure]:
    """Answers of 5xx, and growth of the server's memory, on SQLite."""
    found = run(number, seed=1)
    return [
        Figure(f"answers of 5xx to {number:,} nasty requests", len(found.broken), most=0),
        Figure(
            "memory at their end, of halfway", found.growth, "times", most=STEADY if number >= LONG else None
        ),
    ]


def main() -> None:
    """Send them, tell what came of it, and fail where something broke."""
    asked = arguments(
        "Bad input to every route; fails when any answer is 5xx",
        n={"type": int, "default": 2000},
        seed={"type": int, "default": 1},
        database={"choices": ["sqlite", "postgresql"], "default": "sqlite"},
        inside={"action": "store_true", "help": "into an app in this process; counts objects too"},
    )
    found = run(asked.n, asked.seed, asked.database, asked.inside)
    rows = [{"status": status, "answers": number} for status, number in sorted(found.answers.items())]
    memory = " ".join(f"{megabytes:.0f}" for megabytes in found.memory)
    if found.living:
        memory += "; thousands of pieces: " + " ".join(f"{pieces / 1000:.1f}" for pieces in found.living)
    number = f"{sum(found.answers.values())} answers, {found.ceremonies} ceremonies"
    figure = f"fuzz on {asked.database}: {number}, {len(found.broken)} broken; {found.growth:.3f} times halfway is kept at the end; MB: {memory}"
    tell("fuzz", rows, figure, asked.json)
    if found.broken:
        raise SystemExit("\n".join(found.broken[:20]))


if __name__ == "__main__":
    main()
