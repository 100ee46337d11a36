"""`naast restore`: looks at a copy, says what would be lost, and puts it where the database was."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app import clock
from app.commands.console import Console, Stop
from app.commands.copies import Copy, file_of, look, put_back
from app.commands.erased import again
from app.commands.migrate import known, migrate, newest
from app.config import Settings
from app.mydata.gone import BadList
from app.sealing.keyring import load

HELP = "put a copy back where the database was"


def arguments(parser: ArgumentParser) -> None:
    """Which copy, and whether what stands there may go aside."""
    parser.add_argument("copy", type=Path, help="the file that `naast backup` made")
    parser.add_argument("--check", action="store_true", help="only look at the copy; change nothing")
    parser.add_argument(
        "--replace", action="store_true", help="put the database that stands there aside, under another name"
    )
    parser.add_argument(
        "--without-keys",
        action="store_true",
        help="go on where keys are lacking and words stay closed for good",
    )


def run(console: Console, asked: Namespace) -> None:
    """Look first; change something only when all is well."""
    settings = console.settings()
    place = file_of(settings)
    found = look(asked.copy)
    if not known(found.version):
        raise Stop(
            f"The copy is of version {found.version}, which this program does not know; use a newer Naast."
        )
    lacking = _lacking(settings, found)
    console.say(f"The copy is sound: {found.rows} rows, at version {found.version}.")
    if lacking and not asked.without_keys:
        raise Stop(
            f"Keys are lacking ({', '.join(lacking)}): what was sealed with them could not be read any more; "
            "find them, or say --without-keys."
        )
    if asked.check:
        return
    if place.exists() and not asked.replace:
        raise Stop(f"A database stands at {place}; say --replace to put it aside.")
    aside = place.with_name(f"{place.name}.before-{clock.now():%Y%m%d-%H%M%S}")
    put_back(asked.copy, place, aside)
    migrate(settings)
    console.say(f"The copy stands at {place}, at version {newest()}.")
    if aside.exists():
        console.say(f"What stood there is at {aside}.")
    try:
        with console.make_app(settings).app_context():
            again(console, {})
    except (OSError, BadList) as why:
        raise Stop(f"Who was erased since could not be erased again: {why}") from why


def _lacking(settings: Settings, found: Copy) -> list[str]:
    ring = load(settings.keys_file, settings.keys)
    there = {key_id for keys in ring.keys.values() for key_id in keys}
    return sorted(found.ring_keys - there)
