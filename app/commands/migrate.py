"""`naast migrate`: brings the database to the shape that this version of the program needs."""

from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from app import db, wall
from app.commands.console import Console, Stop
from app.config import Settings
from app.sealing.keyring import load

HELP = "bring the database to the shape this version needs"
FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def arguments(parser: ArgumentParser) -> None:
    """Where to go to: the newest, unless something else is asked."""
    parser.add_argument(
        "to", nargs="?", default="head", help="a version, or base for empty (default: the newest)"
    )


def run(console: Console, asked: Namespace) -> None:
    """Migrate, and say from where to where."""
    settings = console.settings()
    before = version_of(settings)
    try:
        migrate(settings, asked.to)
    except CommandError as why:
        raise Stop(f"That version is not known: {why}.") from why
    after = version_of(settings)
    console.say(
        f"The database is at {after or 'nothing'}."
        if before == after
        else f"The database went from {before or 'nothing'} to {after or 'nothing'}."
    )


def migrate(settings: Settings, to: str = "head") -> None:
    """Bring the database of these settings to version `to`; all of it happens, or nothing."""
    engine = _engine(settings)
    try:
        config = _config()
        config.attributes["engine"] = engine
        # Read only by a step that seals or opens what stands there.
        config.attributes["keyring"] = partial(load, settings.keys_file, settings.keys, make=settings.demo)
        here = version_of(settings)
        steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
        down = to == "base" or to.startswith("-") or (to in steps and here in steps[: steps.index(to)])
        (command.downgrade if down else command.upgrade)(config, to)
    finally:
        engine.dispose()


def version_of(settings: Settings) -> str | None:
    """The version the database is at; None when it is empty."""
    engine = _engine(settings)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError as why:
        raise Stop("The database cannot be reached; NAAST_DATABASE says where it is.") from why
    finally:
        engine.dispose()


def holds_for_us(settings: Settings) -> bool:
    """True when the database's row security holds for the role in these settings; SQLite has none to hold."""
    engine = _engine(settings)
    try:
        with engine.connect() as connection:
            return wall.holds_on(connection)
    finally:
        engine.dispose()


def known(version: str | None) -> bool:
    """True for a version that this program has the steps of."""
    return version in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def newest() -> str | None:
    """The version that this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def _engine(settings: Settings) -> Engine:
    return create_engine(db.located(settings.database))
