"""`naast backup`: copies the database to a file while Naast goes on, and reads the copy through."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.commands.console import Console
from app.commands.copies import file_of, take

HELP = "copy the database to a file, while it is in use"


def arguments(parser: ArgumentParser) -> None:
    """Where the copy goes."""
    parser.add_argument("to", type=Path, help="the file to make; nothing is overwritten")


def run(console: Console, asked: Namespace) -> None:
    """Copy, look at the copy, and say what it holds."""
    made = take(file_of(console.settings()), asked.to)
    console.say(
        f"The copy is at {asked.to}: {made.rows} rows, {made.size} bytes, at version {made.version}, sound.\n"
        f"SHA-256 {made.sha256}\n"
        "The keys are not in it. Keep them in another place: without them nobody reads what people wrote."
    )
