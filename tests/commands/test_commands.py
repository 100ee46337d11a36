"""The command line, typed as an operator types it: what it does, and the one sentence when it cannot."""

import gc
import re
import runpy
import socket
import stat
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import cli, create_app
from app.accounts.models import Invitation
from app.commands.demo import free_port
from app.commands.migrate import newest, version_of
from app.config import Settings
from app.db import db
from app.demo.cast import build
from app.journal.content import content_of
from app.journal.models import Entry
from app.schemes.models import Scheme, SchemeInvitation
from app.sealing import codes
from app.sealing.keyring import PURPOSES, BadKeys, load, save
from app.sealing.vault import DataKey
from tests.house.floors import HOUSE


def refused(answer: tuple[int, str, str]) -> str:
    """The one sentence with which a command stopped."""
    status, _, wrong = answer
    assert status == 2
    assert wrong.endswith(".\n")
    assert wrong.count("\n") == 1
    return wrong


def test_config_shows_every_setting_and_no_secret(naast, monkeypatch):
    monkeypatch.setenv("NAAST_DATABASE", "postgresql://naast:hush@localhost/naast")
    status, said, _ = naast("config")
    assert status == 0
    assert "NAAST_ORIGIN = http://localhost:8000  [default]" in said
    assert "NAAST_DATABASE = (hidden)  [environment]" in said
    assert "hush" not in said


def test_a_wrong_setting_stops_every_command_with_a_sentence(naast, monkeypatch):
    monkeypatch.setenv("NAAST_LANGUAGE", "klingon")
    for words in (
        ("run",),
        ("config",),
        ("migrate",),
        ("keys", "status"),
        ("invite-lead", "A", "B"),
        ("demo",),
    ):
        assert "NAAST_LANGUAGE" in refused(naast(*words)), words


def test_another_server_finds_an_app_that_answers_and_is_settled(naast):
    naast("keys", "make")
    before = gc.get_threshold()
    try:
        application = runpy.run_path(str(HOUSE / "wsgi.py"))["application"]
        assert application.test_client().get("/ping").status_code == 204
        assert gc.get_threshold() != before
    finally:
        gc.set_threshold(*before)


def test_run_refuses_without_keys_and_without_a_migrated_database(naast):
    assert "naast keys make" in refused(naast("run"))
    naast("keys", "make")
    assert "naast migrate" in refused(naast("run"))
    naast("migrate", "0001")
    assert "at 0001 and should be at" in refused(naast("run"))


def test_run_refuses_a_database_that_is_not_there(naast, monkeypatch):
    naast("keys", "make")
    monkeypatch.setenv("NAAST_DATABASE", "postgresql://naast:hush@127.0.0.1:9/naast")
    sentence = refused(naast("run"))
    assert "NAAST_DATABASE" in sentence
    assert "hush" not in sentence


def test_run_says_that_the_port_for_metrics_is_taken(naast):
    naast("keys", "make")
    naast("migrate")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 cannot be used" in refused(
            naast("run", "--metrics-port", str(port))
        )


def test_migrate_goes_to_the_newest_and_says_so_once(naast):
    status, said, _ = naast("migrate")
    assert (status, said) == (0, f"The database went from nothing to {newest()}.\n")
    assert naast("migrate")[1] == f"The database is at {newest()}.\n"
    assert version_of(Settings.from_environment()) == newest()
    assert "9999" in refused(naast("migrate", "9999"))


def test_keys_are_made_once_and_for_their_owner_alone(naast):
    status, said, _ = naast("keys", "make")
    assert status == 0
    assert "var/keys.json" in said
    file = Path("var/keys.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert "already" in refused(naast("keys", "make"))
    assert file.read_bytes() == before
    assert before.decode()[60:90] not in said


@pytest.mark.slow
def test_rotated_keys_open_what_was_written_and_close_what_comes(naast, inside):
    entries = inside(lambda: build().entries)
    before = load("var/keys.json")
    status, said, _ = naast("keys", "rotate", "journal")
    assert status == 0
    assert "New keys are in use for journal" in said
    after = load("var/keys.json")
    assert len(after.keys["journal"]) == 2
    assert after.keys["concerns"] == before.keys["concerns"]
    counts = dict(re.findall(r"journal +(\w{8}) +(\d+)", said))
    assert counts[before.current("journal")[0]] == "0"
    assert int(counts[after.current("journal")[0]]) > 5
    words = inside(lambda: content_of(db.session.get_one(Entry, entries["samira_pair"]))["did"])
    assert words.startswith("We hebben de presentatie")
    naast("keys", "rotate", "all")
    assert [len(load("var/keys.json").keys[purpose]) for purpose in PURPOSES] == [3, 2, 2, 2, 2]
    assert inside(lambda: content_of(db.session.get_one(Entry, entries["samira_pair"]))["did"]) == words


@pytest.mark.slow
def test_a_running_server_learns_of_new_keys_by_itself(naast, inside):
    entries = inside(lambda: build().entries)
    running = create_app(Settings.from_environment())
    assert naast("keys", "rotate", "all")[0] == 0
    with running.app_context():
        assert content_of(db.session.get_one(Entry, entries["samira_pair"]))["did"]
        db.session.remove()
        db.engine.dispose()


@pytest.mark.slow
def test_a_lost_key_says_what_is_lost_and_what_is_not(naast, inside):
    entries = inside(lambda: build().entries)
    assert naast("keys", "status")[0] == 0
    ring = load("var/keys.json")
    lost, _key = ring.current("journal")
    count = inside(lambda: db.session.scalar(select(func.count()).where(DataKey.purpose == "journal")))
    ring.add("journal")
    del ring.keys["journal"][lost]
    save(ring, "var/keys.json")
    status, said, told = naast("keys", "status")
    assert status != 0
    assert re.search(rf"journal +{lost} +{count} people's keys +\(LOST", said)
    assert f"nobody reads what stands behind {count} keys" in said + told
    with pytest.raises(BadKeys, match=lost):
        inside(lambda: content_of(db.session.get_one(Entry, entries["samira_pair"])))


def test_keys_from_the_environment_are_not_rotated_behind_its_back(naast, inside, monkeypatch):
    monkeypatch.setenv("NAAST_KEYS", Path("var/keys.json").read_text())
    assert "NAAST_KEYS_FILE" in refused(naast("keys", "rotate", "all"))
    assert "NAAST_KEYS" in refused(naast("keys", "make"))


def test_a_lead_is_invited_into_a_new_scheme(naast, inside):
    status, said, _ = naast("invite-lead", "Stichting Buur", "Buurmaatjes", "--template", "youth")
    assert status == 0
    code = codes.tidy(re.search(r"^ {4}(\S+)$", said, re.MULTILINE)[1])

    def there():
        scheme = db.session.scalars(select(Scheme).where(Scheme.name == "Buurmaatjes")).one()
        meant = db.session.scalars(select(SchemeInvitation)).one()
        invitation = db.session.scalars(select(Invitation)).one()
        assert (meant.scheme_id, meant.role) == (scheme.id, "lead")
        return codes.keyed_hash("invitation", code) == invitation.code_hash

    assert inside(there)


def test_the_lead_is_invited_only_where_the_tables_are(naast):
    naast("keys", "make")
    assert "naast migrate" in refused(naast("invite-lead", "A", "B"))


@pytest.mark.slow
def test_the_demo_makes_itself_once_in_its_own_folder(naast, monkeypatch):
    monkeypatch.setattr("app.demo.scheme.build", build)  # the cast alone: the whole scheme has its own test
    status, said, _ = naast("demo", "--only-make")
    assert (status, "Making" in said) == (0, True)
    assert sorted(str(file) for file in Path("var").rglob("*.*")) == [
        "var/demo/keys.json",
        "var/demo/naast.db",
    ]
    assert "Making" not in naast("demo", "--only-make")[1]
    assert "Making" in naast("demo", "--only-make", "--fresh")[1]


def test_the_demo_takes_the_next_port_when_one_is_taken():
    first = free_port("127.0.0.1", 20_000)
    with cli.demo.socket.socket() as taken:
        taken.bind(("127.0.0.1", first))
        taken.listen()
        assert free_port("127.0.0.1", first) > first


def test_what_is_not_a_command_is_explained(naast, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["fly"])
    assert left.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
