"""The page about a server: its lines make one that answers, its units are sound, and its nights leave copies."""

import os
import re
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

from app.commands.migrate import newest
from bench.faulty.network import free_port
from tests import postgres
from tests.processes import ask, environment, running

pytestmark = [pytest.mark.slow, pytest.mark.long]
HOUSE = Path(__file__).resolve().parents[2]
UNITS = sorted(path.name for path in (HOUSE / "deploy" / "systemd").glob("naast-*.*") if path.is_file())
# What only a whole machine can do; the rest of the page is run as it stands.
OF_A_MACHINE = ("apt-get", "useradd", "systemctl", "podman", "runuser")
PLACES = re.compile(
    r"(?<![\w.])(/opt/naast|/etc/naast|/etc/systemd/system|/etc/caddy|/var/lib/naast|/usr/local/bin)"
)


def placed(text: str, root: Path) -> str:
    """A text in which the places of a machine are folders of `root`, and nobody is another user."""
    text = PLACES.sub(lambda found: f"{root}{found[1]}", text)
    return re.sub(r" -[og] naast\b|runuser -u naast -- ", " ", text).replace("exec  ", "exec ")


def lines_of(page: Path, until: str) -> list[str]:
    """The command lines of a page, up to a heading."""
    text = page.read_text().partition(f"\n## {until}")[0]
    return [
        line for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S) for line in block.splitlines()
    ]


def clone(to: Path, root: Path) -> None:
    """The program as it stands here, in place of what git would bring; its deploy/ knows where it is."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in (
        subprocess.run(command, cwd=HOUSE, check=True, capture_output=True).stdout.decode().split("\0")
    ):
        if name and (HOUSE / name).is_file() and not name.startswith(("tests/", "docs/")):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HOUSE / name, to / name)
    for path in (to / "deploy").rglob("*"):
        if path.is_file():
            path.write_text(placed(path.read_text(), root))


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """`machine(line)` does what a line of the page says, below `tmp_path`."""
    for folder in ("opt/naast", "etc/systemd/system", "etc/caddy", "usr/local/bin", "var/lib/naast-copies"):
        (tmp_path / folder).mkdir(parents=True)
    path = f"{tmp_path}/usr/local/bin:{HOUSE}/.tools/bin:{os.environ['PATH']}"
    given = {name: value for name, value in os.environ.items() if not name.startswith("NAAST_")}
    given |= {"PATH": path, "HOST": "naast.example.net", "SOURCE": str(HOUSE)}

    def does(line: str) -> str:
        if line == "systemctl start naast-backup":
            line = f"set -a; . /etc/naast/settings; {started_by('naast-backup.service')}"
        elif line.startswith(OF_A_MACHINE):
            return ""
        elif line.startswith("git clone"):
            clone(Path(placed(line.split()[-1], tmp_path)), tmp_path)
            return ""
        done = subprocess.run(
            placed(line, tmp_path), shell=True, env=given, cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    return does


def started_by(unit: str) -> str:
    """The command of a service."""
    found = re.search(r"^ExecStart=(.*)$", (HOUSE / "deploy" / "systemd" / unit).read_text(), re.M)
    assert found
    return found[1]


@pytest.mark.timeout(900)  # it installs everything anew
def test_the_lines_of_the_page_make_a_server_that_answers(machine, tmp_path):
    lines = lines_of(HOUSE / "docs" / "deploying.md", until="PostgreSQL instead")
    again = lines.index("/opt/naast/second/bin/install")
    lines[again] = (
        "rm -r /opt/naast/second && ln -s first /opt/naast/second"  # once is enough to see that it works
    )
    back = lines.index("naast migrate 0033")
    lines[back] = f"naast migrate {newest()}"  # the version of before: here the program stays the same
    said = {line: machine(line) for line in lines}
    assert len([line for line in lines if not line.startswith(OF_A_MACHINE)]) > 15
    assert "NAAST_ORIGIN = https://naast.example.net" in said["naast config"]
    assert re.search(r"^ +\w{5}-\w{5}-\w{5}", said['naast invite-lead "Our organisation" "Our scheme"'], re.M)
    keys = tmp_path / "etc/naast/keys/keys.json"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "var/lib/naast/naast.db").stat().st_mode) == 0o600
    assert "sound" in said['naast restore --check "$(ls /var/lib/naast-copies/*.db | tail -n 1)"']
    assert (tmp_path / "etc/caddy/Caddyfile").read_text().count("naast.example.net {") == 1
    assert (
        sorted(path.name for path in (tmp_path / "etc/systemd/system").glob("naast-*.*") if path.is_file())
        == UNITS
    )
    port = free_port()
    serve = started_by("naast-web@.service").replace("--metrics-port 910%i", f"--port {port}")
    line = f"set -a; . /etc/naast/settings; exec {serve}"
    with running(["sh", "-c", placed(line, tmp_path)], port) as server:
        assert ask(port, "GET", "/ready").status == 204
        server.terminate()
        assert server.wait(30) == 0


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_each_unit_and_finds_the_services_shut_in(unit, tmp_path):
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not here; it comes with systemd")
    program_there = tmp_path / "opt/naast/current/.venv/bin/naast"
    for path in (program_there, tmp_path / "opt/naast/current/deploy/nightly"):
        path.parent.mkdir(parents=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    units = tmp_path / "units"
    shutil.copytree(HOUSE / "deploy" / "systemd", units)
    for path in units.glob("naast-*.service"):
        path.write_text(placed(path.read_text(), tmp_path))
    here = str(units / unit.replace("@.", "@1."))
    done = subprocess.run([program, "verify", here], capture_output=True, text=True)
    about_it = [line for line in done.stderr.splitlines() if "naast" in line]
    assert (done.returncode, about_it) == (0, []), done.stderr
    if unit.endswith(".service"):
        safe = [program, "security", "--offline=true", "--threshold=15", here]
        done = subprocess.run(safe, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-300:]


def path_for(world) -> str:
    """Where programs are found, those of PostgreSQL too where they are wanted."""
    return f"{postgres.programs()}:{os.environ['PATH']}" if world.kind == "postgresql" else os.environ["PATH"]


def test_a_night_leaves_a_copy_for_its_owner_alone_and_takes_old_ones_away(world, tmp_path):
    old, others = tmp_path / "naast-2020-01-01-031500.db", tmp_path / "notes.txt"
    for path in (old, others):
        path.write_text("old")
        os.utime(path, (time.time() - 40 * 86400,) * 2)
    named = world.address.replace("postgresql:", "postgresql+psycopg:")
    given = os.environ | environment(world, NAAST_DATABASE=named) | {"PATH": path_for(world)}
    subprocess.run([HOUSE / "deploy" / "nightly", tmp_path, "30"], check=True, env=given)
    assert others.exists() and not old.exists()
    copy, heads = sorted(tmp_path.glob("naast-*")), sorted(tmp_path.glob("heads-*"))
    assert len(copy) == len(heads) == 1
    assert {stat.S_IMODE(found.stat().st_mode) for found in copy + heads} == {0o600}
    if world.kind == "sqlite":
        command = [HOUSE / ".venv/bin/naast", "restore", "--check", copy[0]]
    else:
        command = ["pg_restore", "--list", copy[0]]
    looked = subprocess.run(command, check=True, env=given, capture_output=True, text=True)
    assert "sound" in looked.stdout or "TABLE DATA public entry" in looked.stdout


def test_a_night_that_fails_takes_nothing_away(world, tmp_path):
    old = tmp_path / "naast-2020-01-01-031500.db"
    old.write_text("old")
    os.utime(old, (time.time() - 40 * 86400,) * 2)
    nowhere = f"sqlite:///{tmp_path}/gone/naast.db" if world.kind == "sqlite" else f"{world.address}_gone"
    given = os.environ | environment(world, NAAST_DATABASE=nowhere) | {"PATH": path_for(world)}
    done = subprocess.run([HOUSE / "deploy" / "nightly", tmp_path, "30"], env=given, capture_output=True)
    assert done.returncode != 0
    assert old.exists()
