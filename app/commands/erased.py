"""`naast erased`: prints who was erased (days and ids), or erases again who stands in such a list."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.commands.console import Console, Stop
from app.db import db
from app.mydata import gone

HELP = "print the list of who was erased, or erase again who stands in one"


def arguments(parser: ArgumentParser) -> None:
    """A list that was kept elsewhere."""
    parser.add_argument(
        "file", nargs="?", type=Path, help="a list that this command printed; without it, print it"
    )


def run(console: Console, asked: Namespace) -> None:
    """Print it; or, given one, let it count here too."""
    with console.make_app(console.settings()).app_context():
        try:
            if asked.file is None:
                for line in gone.written(gone.everybody()).splitlines():
                    console.say(line)
            else:
                again(console, gone.read(asked.file.read_text(), str(asked.file)))
        except (OSError, gone.BadList) as why:
            raise Stop(str(why)) from why


def again(console: Console, more: gone.Gone) -> None:
    """Erase again who came back with a copy, and say how many."""
    number = gone.bring_together(more)
    db.session.commit()
    console.say(f"Erased again: {number}.")
