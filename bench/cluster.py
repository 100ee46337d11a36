"""Three machines of a database in miniature: etcd, Patroni and PostgreSQL on each, with the files of `deploy/patroni`.

Each machine has a folder and an address of the loopback network of its own, so that all of them use the same ports, as
real ones do. Whatever runs within a machine's folder is that machine: it is killed or frozen as a whole.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import random
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from bench.faulty.network import free_port
from tests import postgres

DEPLOY = Path(__file__).resolve().parents[1] / "deploy" / "patroni"
NAMES = ("one", "two", "three")
NETWORK = "10.0.0."  # of deploy/patroni; the machines there are 21, 22 and 23
PROGRAMS = {"patroni": "patroni", "etcd": "etcd-server", "haproxy": "haproxy"}
WHOLE = 180.0  # seconds in which a machine that was away is to be one of three again


def missing() -> list[str]:
    """The packages of Debian that are not here."""
    away = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    return away if _programs() else [*away, "postgresql"]


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL that Debian put here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]))
    return found[-1].parent if found else None


def until(what: str, holds: Callable[[], Any], seconds: float) -> Any:
    """Wait for something to hold; what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        given = holds()
        if given:
            return given
        time.sleep(0.1)
    raise TimeoutError(f"after {seconds:.0f} s still not: {what}")


class Example:
    """The files of `deploy/patroni` with addresses, ports, words and folders of one's own."""

    def __init__(self) -> None:
        self.network = f"127.0.{random.randint(10, 250)}."
        self.ports = {port: free_port() for port in (2379, 2380, 5000, 5432, 8008)}
        self.words = {f"change-this-{number}": secrets.token_hex(12) for number in (1, 2, 3)}

    def filled(self, name: str) -> str:
        """The text of one file."""
        text = (DEPLOY / name).read_text().replace(NETWORK, self.network)
        for port, ours in self.ports.items():
            text = re.sub(rf"(?<=[:\s]){port}\b", str(ours), text)
        for word, ours in self.words.items():
            text = text.replace(word, ours)
        return text

    def environment(self, number: int, folder: Path) -> dict[str, str]:
        """What stands in the two files of one machine, and where its own things lie."""
        lines = (self.filled("etcd") + self.filled("patroni_env.conf")).splitlines()
        given = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        mine = ("_LISTEN", "_ADDRESS", "PEER_URLS", "CLIENT_URLS")
        for name, value in given.items():
            if name.endswith(mine):
                given[name] = value.replace(f"{self.network}21", f"{self.network}{21 + number}")
        return {
            **given,
            "ETCD_NAME": NAMES[number],
            "PATRONI_NAME": NAMES[number],
            "ETCD_DATA_DIR": str(folder / "etcd"),
            "PATRONI_POSTGRESQL_DATA_DIR": str(folder / "data"),
            "PATRONI_POSTGRESQL_PGPASS": str(folder / "pgpass"),
            "PATRONI_POSTGRESQL_BIN_DIR": str(_programs()),
        }


class Machine:
    """One of the three."""

    def __init__(self, example: Example, number: int, folder: Path) -> None:
        self.name, self.folder = NAMES[number], folder / NAMES[number]
        self.folder.mkdir(mode=0o700)
        self.given = example.environment(number, self.folder)
        (self.folder / "config.yml").write_text(example.filled("config.yml"))
        self.user: dict[str, Any] = {}
        self.programs: list[subprocess.Popen] = []
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            self.user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            for path in (self.folder, self.folder / "config.yml"):
                shutil.chown(path, "postgres", "postgres")
        self.start()

    def start(self) -> None:
        """Switch it on."""
        ours = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8", **self.given}
        with (self.folder / "log").open("ab") as log:
            for command in (["etcd"], ["patroni", "config.yml"]):
                started = subprocess.Popen(
                    command,
                    cwd=self.folder,
                    env=ours,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    **self.user,
                )
                self.programs.append(started)

    def hit(self, sign: signal.Signals, within: str = "") -> None:
        """A signal to everything that runs on it, or in one folder of it; again, for what was begun meanwhile."""
        for _ in range(3):
            for number in self._processes(self.folder / within):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, sign)

    def _processes(self, folder: Path) -> list[int]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (process / "cwd").resolve().is_relative_to(folder.resolve()):
                    found.append(int(process.name))
        return found

    def ask(self, path: str, body: Any = None) -> tuple[int, Any]:
        """Patroni's status and answer; 0 where there is none."""
        place = self.given["PATRONI_RESTAPI_CONNECT_ADDRESS"]
        pair = f"{self.given['PATRONI_RESTAPI_USERNAME']}:{self.given['PATRONI_RESTAPI_PASSWORD']}"
        headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        sent = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://{place}{path}", sent, headers)  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(request, timeout=30 if sent else 2) as answer:  # noqa: S310
                said = answer.read()
                return answer.status, json.loads(said) if said.startswith(b"{") else said.decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()
        except OSError:
            return 0, None

    def said(self) -> list[str]:
        """The last that it logged."""
        return (self.folder / "log").read_text(errors="replace").splitlines()[-40:]

    @property
    def address(self) -> str:
        """Its database, for who may everything, past the proxy."""
        word, place = (
            self.given["PATRONI_SUPERUSER_PASSWORD"],
            self.given["PATRONI_POSTGRESQL_CONNECT_ADDRESS"],
        )
        return f"postgresql://postgres:{word}@{place}/naast"


class Cluster:
    """The three, and the proxy that leads to the primary."""

    def __init__(self, folder: Path) -> None:
        self.example = Example()
        self.machines = [Machine(self.example, number, folder) for number in range(len(NAMES))]
        (folder / "haproxy.cfg").write_text(self.example.filled("haproxy.cfg"))
        self.proxy = subprocess.Popen(
            ["haproxy", "-db", "-f", str(folder / "haproxy.cfg")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def primary(self) -> Machine | None:
        """Which machine Patroni's own check says is the primary."""
        return next((one for one in self.machines if one.ask("/primary")[0] == 200), None)

    def whole(self) -> bool:
        """True when all three run, one of them as the primary and one as who has every commit too."""
        one = self.primary()
        members = (one.ask("/cluster")[1] or {}).get("members", []) if one else []
        roles = sorted(member["role"] for member in members if member["state"] in ("running", "streaming"))
        return roles == ["leader", "replica", "sync_standby"] and not any(
            member.get("lag") for member in members
        )

    def made(self) -> str:
        """The address of a new database behind the proxy, of a role that is no superuser."""
        until("three machines with a primary", self.whole, WHOLE)
        server = f"postgresql://postgres:{self.machines[0].given['PATRONI_SUPERUSER_PASSWORD']}"
        server += f"@127.0.0.1:{self.example.ports[5000]}/postgres"
        until("the proxy leads there", lambda: _answers(server), 20)
        with psycopg.connect(server, autocommit=True) as connection:
            postgres.employ(connection)
            return postgres.owned(connection, server, "naast")

    def end(self) -> None:
        """Switch everything off."""
        self.proxy.terminate()
        self.proxy.wait()
        for machine in self.machines:
            machine.hit(signal.SIGKILL)
            for program in machine.programs:
                program.wait()


def _answers(address: str) -> bool:
    with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address, connect_timeout=5):
        return True
    return False


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Three machines in this folder; they are gone afterwards."""
    folder.chmod(0o711)  # the machines' user goes through it
    made = Cluster(folder)
    try:
        yield made
    except TimeoutError:
        for machine in made.machines:
            print(f"-- {machine.name}: {machine.ask('/cluster')}", *machine.said(), sep="\n", file=sys.stderr)
        raise
    finally:
        made.end()
