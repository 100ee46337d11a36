"""`naast run`: serves the app with waitress, once everything it needs is in order."""

import sys
import time
from argparse import ArgumentParser, Namespace
from functools import partial
from itertools import count
from socket import socket

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import memory
from app.commands.console import Console, Stop
from app.commands.migrate import holds_for_us, newest, version_of
from app.commands.serving import House, handed_over, shown
from app.config import Settings
from app.web import logs, metrics, routes

HELP = "serve the app"
PATIENCE = 10.0  # seconds: who started both at once, or whose database mends itself, need not start us again
TAKEN_IN = 4 * 1024 * 1024  # the app says itself of half of this that it is too much; of more nothing is read


def arguments(parser: ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: %(default)s)")
    parser.add_argument("--metrics-port", type=int, help="a port of its own for Prometheus (default: none)")
    parser.add_argument(
        "--metrics-host", default="127.0.0.1", help="where Prometheus may ask (default: %(default)s)"
    )


def run(console: Console, asked: Namespace) -> None:
    """Serve until told to stop; Stop when the database is not at the version this program needs."""
    settings = console.settings()
    app = console.make_app(settings)
    wait_for_database(console, settings)
    check_migrated(settings)
    check_walled(settings)
    logs.write_to(sys.stderr)
    if asked.metrics_port:
        show_metrics(asked.metrics_host, asked.metrics_port)
    given = handed_over()
    place = shown(given) or f"{asked.host}:{asked.port}"
    console.say(f"Naast answers at http://{place}, for people at {settings.origin}.")
    serve(app, settings, asked.host, asked.port, given)


def wait_for_database(console: Console, settings: Settings, patience: float = PATIENCE) -> None:
    """Give a database server that does not answer yet some seconds; Stop when it still does not.

    A file that cannot be opened now will not be in ten seconds either.
    """
    if settings.database.startswith("sqlite"):
        return
    end = time.monotonic() + patience
    for tried in count():
        try:
            version_of(settings)
            return
        except Stop:
            if time.monotonic() > end:
                raise
        if not tried:
            console.say(f"The database does not answer; it gets {patience:.0f} seconds more.")
        time.sleep(patience / 50)


def check_migrated(settings: Settings) -> None:
    """Stop when the database does not have the shape this program needs."""
    here, needed = version_of(settings), newest()
    if here != needed:
        raise Stop(
            f"The database is at {here or 'nothing'} and should be at {needed}; `naast migrate` brings it there."
        )


def check_walled(settings: Settings) -> None:
    """Stop when PostgreSQL would never check what this program's role is shown."""
    if not holds_for_us(settings):
        raise Stop(
            "Naast signs in to PostgreSQL as a superuser, for whom there is no wall between schemes. "
            "Give the database to a role of its own; docs/running.md says how."
        )


def show_metrics(host: str, port: int) -> None:
    """Let Prometheus ask there; Stop when that port cannot be used."""
    try:
        metrics.listen(host, port)
    except OSError as why:
        raise Stop(f"Port {port} on {host} cannot be used: {why.strerror}.") from why


def serve(app: Flask, settings: Settings, host: str, port: int, given: list[socket] | None = None) -> None:
    """Answer requests until told to stop; believe the addresses that so many proxies in front pass on."""
    believed = {"x_for": settings.proxies, "x_proto": settings.proxies, "x_host": settings.proxies}
    wsgi = ProxyFix(app.wsgi_app, **believed) if settings.proxies else app.wsgi_app
    place = {"sockets": given} if given else {"host": host, "port": port}
    memory.settle()  # before the door is there: who came meanwhile would wait
    try:
        house = House(
            wsgi,
            partial(routes.leave, app),
            threads=settings.threads,
            ident=None,
            max_request_body_size=TAKEN_IN,
            clear_untrusted_proxy_headers=False,
            **place,
        )
    except OSError as why:
        raise Stop(f"Port {port} on {host} cannot be used: {why.strerror}.") from why
    house.run(settings.linger, settings.finish)
