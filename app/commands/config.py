"""`naast config`: every setting with its value, where that comes from and what it means; no secrets."""

from argparse import ArgumentParser, Namespace

from app.commands.console import Console

HELP = "show every setting"


def arguments(_parser: ArgumentParser) -> None:
    """It takes none."""


def run(console: Console, _asked: Namespace) -> None:
    """Say every setting."""
    for name, value, source, says in console.settings().described():
        console.say(f"{name} = {value or '(empty)'}  [{source}]\n    {says}")
