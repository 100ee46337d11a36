"""`naast tick`: do what is due: ask again, withdraw what waited too long, tidy up. Run it every few minutes."""

from argparse import ArgumentParser, Namespace

from app.commands.console import Console, Stop
from app.jobs import tick

HELP = "do what is due now (run it every five minutes)"


def arguments(_parser: ArgumentParser) -> None:
    """It needs nothing to be said."""


def run(console: Console, _asked: Namespace) -> None:
    """Do every job once, and say what was done."""
    app = console.make_app(console.settings())
    with app.app_context():
        done = tick()
    for name, count in done.items():
        if count:
            console.say(f"{name}: {count}")
    failed = [name for name, count in done.items() if count is None]
    if failed:
        raise Stop(f"These jobs failed, the others were done: {', '.join(failed)}.")
