"""The command line as an operator has it: in an empty folder, with no settings."""

import pytest

from app import cli, create_app
from app.config import Settings
from app.db import db


@pytest.fixture
def naast(tmp_path, monkeypatch, capsys):
    """`naast("keys", "make")` types it in an empty folder: (status, what was said, what went wrong)."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in cli.os.environ if name.startswith("NAAST_")]:
        monkeypatch.delenv(name)

    def typed(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = cli.main(list(words))
        said = capsys.readouterr()
        return status, said.out, said.err

    return typed


@pytest.fixture
def inside(naast):
    """`inside(work)` does something in the app that stands in the folder, made and migrated."""
    assert naast("keys", "make")[0] == naast("migrate")[0] == 0

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
