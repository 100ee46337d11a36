"""The command line as an operator has it: in an empty folder, with no settings."""

import shutil
from pathlib import Path

import pytest

from app import cli, create_app
from app.config import Settings
from app.db import db


def settle(monkeypatch, folder: Path) -> None:
    """Stand in this folder, with no settings."""
    monkeypatch.chdir(folder)
    for name in [name for name in cli.os.environ if name.startswith("NAAST_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def naast(tmp_path, monkeypatch, capsys):
    """`naast("keys", "make")` types it in an empty folder: (status, what was said, what went wrong)."""
    settle(monkeypatch, tmp_path)

    def typed(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = cli.main(list(words))
        said = capsys.readouterr()
        return status, said.out, said.err

    return typed


@pytest.fixture(scope="session")
def _made(tmp_path_factory) -> Path:
    """A folder in which the commands made keys and a database of the newest shape; each test gets a copy."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch, folder)
        assert cli.main(["keys", "make"]) == cli.main(["migrate"]) == 0
    return folder


@pytest.fixture
def inside(naast, _made, tmp_path):
    """`inside(work)` does something in the app that stands in the folder, made and migrated."""
    shutil.copytree(_made, tmp_path, dirs_exist_ok=True)

    def does(work):
        app = create_app(Settings.from_environment())
        with app.app_context():
            try:
                found = work()
                db.session.commit()
            finally:
                db.session.remove()
                db.engine.dispose()
        return found

    return does
