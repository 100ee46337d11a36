"""`naast keys`: makes the keys file, says what each key protects, and puts new keys in use."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sqlalchemy import func, select

from app.commands.console import Console, Stop
from app.config import Settings
from app.db import db
from app.sealing.keyring import PURPOSES, Keyring, load, save
from app.sealing.vault import DataKey, rewrap

HELP = "make, look after and renew the encryption keys"


def arguments(parser: ArgumentParser) -> None:
    """What to do, and for rotating: which keys."""
    asked = parser.add_subparsers(dest="what", required=True, metavar="what")
    asked.add_parser("make", help="make the keys file")
    asked.add_parser("status", help="say how much each key protects")
    rotate = asked.add_parser("rotate", help="put new keys in use and wrap the people's keys with them")
    rotate.add_argument("purpose", choices=[*PURPOSES, "all"])


def run(console: Console, asked: Namespace) -> None:
    """Do one of the three."""
    settings = console.settings()
    if asked.what == "make":
        _make(console, settings)
        return
    if asked.what == "rotate":
        _rotate(console, settings, PURPOSES if asked.purpose == "all" else (asked.purpose,))
    _status(console, settings)


def _make(console: Console, settings: Settings) -> None:
    if settings.keys:
        raise Stop("The keys come from NAAST_KEYS, so there is no file to make.")
    if Path(settings.keys_file).exists():
        raise Stop(f"There is a keys file at {settings.keys_file} already; it is left as it is.")
    save(Keyring.fresh(), settings.keys_file)
    console.say(f"The keys are in {settings.keys_file}. Keep a copy in a safe place, apart from the backups.")


def _rotate(console: Console, settings: Settings, purposes: tuple[str, ...]) -> None:
    """The file first, so that no row is ever wrapped with a key that was not written down."""
    if settings.keys:
        raise Stop(
            "The keys come from NAAST_KEYS, which cannot be changed from here; use NAAST_KEYS_FILE to rotate."
        )
    ring = load(settings.keys_file)
    for purpose in purposes:
        ring.add(purpose)
    save(ring, settings.keys_file)
    with console.make_app(settings).app_context():
        changed = sum(rewrap(purpose) for purpose in purposes)
    console.say(f"New keys are in use for {', '.join(purposes)}; {changed} people's keys were wrapped again.")


def _status(console: Console, settings: Settings) -> None:
    with console.make_app(settings).app_context():
        counts = _counts()
    ring = load(settings.keys_file, settings.keys)
    for purpose in PURPOSES:
        in_use = ring.current(purpose)[0]
        for key_id in ring.keys[purpose]:
            console.say(
                f"{purpose:9} {key_id}  {counts.get((purpose, key_id), 0):6} people's keys  {_use(key_id, in_use)}"
            )
    lost = {key: number for key, number in counts.items() if key[1] not in ring.keys.get(key[0], {})}
    for (purpose, key_id), number in lost.items():
        console.say(f"{purpose:9} {key_id}  {number:6} people's keys  (LOST: not in the keys file)")
    if lost:
        raise Stop(
            f"Without the lost keys nobody reads what stands behind {sum(lost.values())} keys of people, matches or "
            "records: find the older copy of the keys file that has them. Everything else can be read."
        )


def _counts() -> dict[tuple[str, str], int]:
    """For each purpose and key of the ring how many keys it wraps."""
    wrapped = (DataKey.purpose, DataKey.ring_key)
    query = select(*wrapped, func.count().label("number")).group_by(*wrapped)
    return {(row.purpose, row.ring_key): row.number for row in db.session.execute(query)}


def _use(key_id: str, in_use: str) -> str:
    if key_id == in_use:
        return "(in use)"
    return "(older; still opens what it closed)"
