"""The command line `naast`: running, making ready, copies, keys, and what is done by the clocks; a module of app/commands each."""

import argparse
import os
import sys

from app import create_app
from app.commands import (
    audit,
    backup,
    config,
    demo,
    erased,
    invite_lead,
    keys,
    migrate,
    restore,
    run,
    sign_out,
    tick,
)
from app.commands.console import Console, Stop
from app.config import WrongSetting
from app.sealing.keyring import BadKeys

COMMANDS = {
    "run": run,
    "demo": demo,
    "migrate": migrate,
    "invite-lead": invite_lead,
    "config": config,
    "keys": keys,
    "tick": tick,
    "audit": audit,
    "backup": backup,
    "restore": restore,
    "erased": erased,
    "sign-out": sign_out,
}


def parser() -> argparse.ArgumentParser:
    """What can be typed after `naast`."""
    naast = argparse.ArgumentParser(prog="naast", description="The app of a youth mentoring scheme.")
    commands = naast.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=command.HELP, description=command.HELP.capitalize() + ".")
        command.arguments(own)
    return naast


def main(words: list[str] | None = None) -> int:
    """Do what was typed; 2 when it cannot be done, with one sentence that says why."""
    asked = parser().parse_args(words)
    console = Console(os.environ, create_app, lambda said: print(said, flush=True))
    try:
        COMMANDS[asked.command].run(console, asked)
    except (Stop, WrongSetting, BadKeys) as why:
        print(why, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
