"""Copies of the database: made while people write, looked at before they are trusted, and put back whole."""

import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from app import clock
from app.audit import AuditLine
from app.commands.copies import take
from app.commands.migrate import newest
from app.config import Settings
from app.db import db
from app.jobs import tick
from app.mydata.models import Erasure
from app.people.actions import introduce
from app.people.models import Person
from app.sealing.vault import DataKey, key_of
from tests.commands.test_commands import refused

pytestmark = pytest.mark.slow


@pytest.fixture
def place(inside):
    """The file of a database with somebody in it, and a key that belongs to them."""
    inside(lambda: key_of(introduce("Samira", "nl").id, "journal"))
    return Path(make_url(Settings.from_environment().database).database)


def people(inside) -> list[str]:
    """Who is in the database."""
    return inside(lambda: list(db.session.scalars(select(Person.called).order_by(Person.id))))


def test_a_copy_is_sound_and_for_its_owner_alone(naast, place, tmp_path):
    status, said, _ = naast("backup", "copy.db")
    assert status == 0
    assert "sound" in said and newest() in said and "keys are not in it" in said
    assert stat.S_IMODE(Path("copy.db").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db"]


def erase(inside):
    """Everybody who is there goes, as if their week was over."""

    def work():
        for person in db.session.scalars(select(Person)).all():
            db.session.add(Erasure(person_id=person.id, due_at=clock.now()))

    inside(work)


def test_who_was_erased_since_is_erased_again_when_a_copy_is_put_back(naast, place, inside):
    naast("backup", "copy.db")
    erase(inside)
    inside(tick)
    assert people(inside) == ["—"]
    listed = Path("var/erased.txt").read_text()
    assert len(listed.splitlines()) == 1
    assert stat.S_IMODE(Path("var/erased.txt").stat().st_mode) == 0o600
    status, said, _ = naast("restore", "copy.db", "--replace")
    assert status == 0 and "Erased again: 1." in said
    assert people(inside) == ["—"]
    assert inside(lambda: db.session.scalars(select(AuditLine.verb)).all()).count("mydata.erased") == 1
    assert naast("erased")[1] == Path("var/erased.txt").read_text() == listed
    assert inside(lambda: db.session.scalars(select(DataKey)).all()) == []


def test_a_list_kept_elsewhere_counts_too_and_one_that_is_no_list_is_refused(naast, place, inside):
    naast("backup", "copy.db")
    erase(inside)
    inside(tick)
    Path("var/erased.txt").rename("kept.txt")
    assert "Erased again: 0." in naast("restore", "copy.db", "--replace")[1]
    assert people(inside) == ["Samira"]
    Path("torn.txt").write_text(Path("kept.txt").read_text()[:20])
    assert "Line 1 of torn.txt" in refused(naast("erased", "torn.txt"))
    assert people(inside) == ["Samira"]
    assert "Erased again: 1." in naast("erased", "kept.txt")[1]
    assert people(inside) == ["—"]


def test_nothing_is_overwritten(naast, place):
    Path("copy.db").write_text("mine")
    assert "already" in refused(naast("backup", "copy.db"))
    assert Path("copy.db").read_text() == "mine"


@pytest.fixture
def written(place):
    """What a writer who never rests has committed: a list that grows, one row each."""
    done, stop = [], threading.Event()
    with closing(sqlite3.connect(place, isolation_level=None)) as there:
        there.execute("CREATE TABLE written (n integer primary key, said text)")
        there.execute(
            "CREATE TABLE much AS SELECT randomblob(4000000) AS said FROM (VALUES (1), (2), (3), (4), (5))"
        )

    def write():
        with closing(sqlite3.connect(place, timeout=30, isolation_level=None)) as there:
            while not stop.wait(0.002):
                there.execute("INSERT INTO written VALUES (?, 'a word')", (len(done) + 1,))
                done.append(len(done) + 1)

    writer = threading.Thread(target=write)
    writer.start()
    yield done
    stop.set()
    writer.join()


def test_what_was_written_before_is_in_it_and_writing_goes_on(place, written, tmp_path):
    time.sleep(0.1)
    before, copy = len(written), tmp_path / "copy.db"
    taking = threading.Thread(target=take, args=(place, copy), daemon=True)
    taking.start()
    taking.join(20)
    assert not taking.is_alive(), "the copy never ends while somebody writes"
    time.sleep(0.05)
    assert before > 0
    with closing(sqlite3.connect(copy)) as there:
        assert there.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        found = [n for (n,) in there.execute("SELECT n FROM written ORDER BY n")]
    assert found == list(range(1, len(found) + 1))
    assert before <= len(found) <= before + 200, "it is of the moment at which it began"
    assert len(written) > len(found)


def test_a_name_with_signs_in_it_is_a_name(naast, place):
    assert naast("backup", "what? #1 100%.db")[0] == 0
    assert naast("restore", "--check", "what? #1 100%.db")[0] == 0


def test_putting_back_gives_what_was_and_keeps_what_stood_there(naast, place, inside, tmp_path):
    assert naast("backup", "copy.db")[0] == 0
    inside(lambda: introduce("Joris", "nl"))
    assert "--replace" in refused(naast("restore", "copy.db"))
    assert people(inside) == ["Samira", "Joris"]
    status, said, _ = naast("restore", "copy.db", "--replace")
    assert status == 0 and "What stood there is at" in said
    assert people(inside) == ["Samira"]
    (aside,) = tmp_path.rglob("*.before-*")
    with closing(sqlite3.connect(aside)) as there:
        assert there.execute("SELECT count(*) FROM person").fetchone()[0] == 2


def test_it_is_put_back_on_an_empty_machine_with_the_keys_beside_it(naast, place, inside):
    assert naast("backup", "copy.db")[0] == 0
    for path in place.parent.glob(place.name + "*"):
        path.unlink()
    assert naast("restore", "copy.db")[0] == 0
    assert people(inside) == ["Samira"]


def test_an_older_copy_is_brought_to_the_newest_version(naast, place, inside):
    assert naast("migrate", "0020")[0] == 0
    assert naast("backup", "old.db")[0] == 0
    status, said, _ = naast("restore", "old.db", "--replace")
    assert status == 0 and f"at version {newest()}" in said
    assert people(inside) == ["Samira"]


def test_a_copy_of_a_newer_version_is_left_alone(naast, place):
    assert naast("backup", "copy.db")[0] == 0
    with closing(sqlite3.connect("copy.db")) as there:
        there.execute("UPDATE alembic_version SET version_num = '9999'")
        there.commit()
    assert "newer Naast" in refused(naast("restore", "copy.db", "--replace"))


@pytest.mark.parametrize("where", [0, 4096], ids=str)
def test_a_damaged_copy_is_not_put_back(naast, place, inside, where):
    assert naast("backup", "copy.db")[0] == 0
    with Path("copy.db").open("rb+") as content:
        content.seek(where)
        content.write(b"\xff" * 2000)
    refused(naast("restore", "copy.db", "--replace"))
    assert people(inside) == ["Samira"]


def test_what_is_no_copy_is_said(naast, place):
    Path("notes.txt").write_text("milk, bread " * 400)
    assert "cannot be read" in refused(naast("restore", "notes.txt", "--replace"))
    with closing(sqlite3.connect("other.db")) as there:
        there.execute("CREATE TABLE shopping (what text)")
        there.commit()
    assert "no database of Naast" in refused(naast("restore", "other.db", "--replace"))
    assert "no file" in refused(naast("restore", "gone.db"))


def test_keys_that_are_lacking_are_told_before_anything_changes(naast, place, inside):
    assert naast("backup", "copy.db")[0] == 0
    Path(Settings.from_environment().keys_file).unlink()
    assert naast("keys", "make")[0] == 0
    assert "could not be read any more" in refused(naast("restore", "copy.db", "--replace"))
    assert naast("restore", "copy.db", "--replace", "--without-keys")[0] == 0


def test_what_is_too_damaged_to_read_goes_aside_with_its_log(naast, place, inside, tmp_path):
    assert naast("backup", "copy.db")[0] == 0
    place.write_bytes(b"no database" * 1000)
    log = place.with_name(place.name + "-wal")
    log.write_bytes(b"what was not folded in yet")
    assert naast("restore", "copy.db", "--replace")[0] == 0
    assert people(inside) == ["Samira"]
    (log,) = tmp_path.rglob("*.before-*-wal")
    assert log.read_bytes() == b"what was not folded in yet"


def test_looking_changes_nothing(naast, place, inside):
    assert naast("backup", "copy.db")[0] == 0
    inside(lambda: introduce("Joris", "nl"))
    status, said, _ = naast("restore", "copy.db", "--check")
    assert status == 0 and "sound" in said
    assert people(inside) == ["Samira", "Joris"]


def test_a_database_in_use_is_not_replaced(naast, place):
    assert naast("backup", "copy.db")[0] == 0
    with closing(sqlite3.connect(place, isolation_level=None)) as busy:
        busy.execute("BEGIN")
        busy.execute("SELECT count(*) FROM person").fetchone()
        assert "in use" in refused(naast("restore", "copy.db", "--replace"))
    assert inside_count(place) == 1


def inside_count(place: Path) -> int:
    """How many people there are, asked of the file itself."""
    with closing(sqlite3.connect(place)) as there:
        return there.execute("SELECT count(*) FROM person").fetchone()[0]


def test_postgresql_has_its_own_way(naast, monkeypatch):
    monkeypatch.setenv("NAAST_DATABASE", "postgresql://naast@localhost/naast")
    assert "docs/backups.md" in refused(naast("backup", "copy.db"))
