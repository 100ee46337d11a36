"""`naast audit`: looks whether the audit log is as it was written, and writes down where it ends today."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from uuid import UUID

from app.audit import Head, faults, heads
from app.commands.console import Console, Stop

HELP = "look whether the audit log is as it was written"
SHOWN = 20


def arguments(parser: ArgumentParser) -> None:
    """Verify, or write down the heads."""
    asked = parser.add_subparsers(dest="what", required=True, metavar="what")
    verify = asked.add_parser("verify", help="read every line, and say what is not as it was written")
    verify.add_argument(
        "--heads", type=Path, help="where the log ended on an earlier day: finds lines cut off since"
    )
    ends = asked.add_parser("heads", help="write down where the log ends now; keep it on another machine")
    ends.add_argument("to", type=Path, help="the file to make; nothing is overwritten")


def run(console: Console, asked: Namespace) -> None:
    """Do one of the two; Stop where the log is not as it was written."""
    with console.make_app(console.settings()).app_context():
        if asked.what == "heads":
            _write(console, asked.to)
        else:
            _verify(console, _read(asked.heads) if asked.heads else {})


def _write(console: Console, to: Path) -> None:
    ends = heads()
    said = {str(strand): [head.number, head.mark.hex()] for strand, head in ends.items()}
    try:
        with to.open("x") as out:
            json.dump(said, out, indent=0)
    except FileExistsError:
        raise Stop(f"There is something at {to} already; it is left as it is.") from None
    console.say(
        f"The ends of {len(ends)} chains are in {to}. Keep it where who runs the database cannot write."
    )


def _read(file: Path) -> dict[UUID, Head]:
    try:
        said = json.loads(file.read_text())
        return {
            UUID(strand): Head(int(number), bytes.fromhex(mark)) for strand, (number, mark) in said.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        raise Stop(f"{file} is not what `naast audit heads` writes.") from None


def _verify(console: Console, known: dict[UUID, Head]) -> None:
    wrong = list(faults(known))
    for sentence in wrong[:SHOWN]:
        console.say(sentence)
    if wrong:
        raise Stop(f"The audit log is not as it was written: {len(wrong)} faults.")
    ends = heads()
    lines = sum(head.number for head in ends.values())
    console.say(f"The audit log is as it was written: {lines} lines in {len(ends)} chains.")
