"""`naast demo`: a lively scheme in a folder of its own, made when it is not there yet, to look around in."""

import socket
from argparse import ArgumentParser, Namespace
from pathlib import Path

from sqlalchemy import select

from app.commands.console import Console, Stop
from app.commands.migrate import migrate
from app.commands.run import serve
from app.config import Settings
from app.db import db
from app.demo import scheme
from app.people.models import Person

HELP = "look around in a scheme with people in it"
FOLDER = Path("var/demo")
KEPT = (
    "NAAST_ORIGIN",
    "NAAST_LANGUAGE",
    "NAAST_TIME_ZONE",
    "NAAST_THREADS",
    "NAAST_COMPRESS",
    "NAAST_PROXIES",
)
PORTS_TRIED = 50


def arguments(parser: ArgumentParser) -> None:
    """Where to listen, and whether to begin anew."""
    parser.add_argument(
        "--fresh", action="store_true", help="throw away what is in the demo and make it anew"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8000, help="the port, or the next free one (default: %(default)s)"
    )
    parser.add_argument("--only-make", action="store_true", help="make it and stop")


def run(console: Console, asked: Namespace) -> None:
    """Make what is not there, say where it is and who is in it, and serve."""
    port = free_port(asked.host, asked.port)
    settings = Settings.from_environment(
        {
            "NAAST_ORIGIN": f"http://localhost:{port}",
            **{name: console.given[name] for name in KEPT if name in console.given},
            "NAAST_DATABASE": f"sqlite:///{FOLDER / 'naast.db'}",
            "NAAST_KEYS_FILE": str(FOLDER / "keys.json"),
            "NAAST_ERASED_FILE": str(FOLDER / "erased.txt"),
            "NAAST_DEMO": "on",
        }
    )
    if asked.fresh:
        throw_away()
    migrate(settings)
    app = console.make_app(settings)
    with app.app_context():
        if db.session.scalars(select(Person).limit(1)).first() is None:
            console.say("Making the demo's people and their year …")
            scheme.build()
            db.session.commit()
        db.session.remove()
        db.engine.dispose()
    if asked.only_make:
        return
    console.say(
        f"\nNaast's demo is at {settings.origin}/demo\n\n"
        "Look around as Samira, who has a mentor; Joris, her mentor; Noor, their youth worker;\n"
        "Femke, who leads the scheme; or Vera, from another scheme. Everything in it is made up.\n"
        "Stop with Ctrl+C; `naast demo --fresh` begins anew."
    )
    serve(app, settings, asked.host, port)


def throw_away() -> None:
    """Remove the demo's own files, and nothing else."""
    for name in ("naast.db", "naast.db-wal", "naast.db-shm", "keys.json", "erased.txt"):
        (FOLDER / name).unlink(missing_ok=True)


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that nobody uses."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return port
    raise Stop(f"No port from {wanted} to {wanted + PORTS_TRIED - 1} is free on {host}.")
