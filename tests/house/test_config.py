"""Settings: each documented, a wrong one stops the start with one sentence, secrets are never shown."""

import re
import stat
from pathlib import Path

import pytest

from app.config import Settings, WrongSetting
from app.sealing.keyring import PURPOSES, BadKeys, Keyring, load, save

WRONG = {
    "NAAST_ORIGIN": [
        "",
        "naast.example.org",
        "ftp://naast.example.org",
        "http://naast.example.org",
        "https://x/app",
    ],
    "NAAST_DATABASE": [
        "",
        "mysql://somebody:hush@db/naast",
        "naast.db",
        "postgresql://somebody:hush@db/naast",
        "postgresql://somebody:hush@db/naast?sslmode=require",
        "postgresql:///naast?host=db.example.org&host=/run/postgresql",
        "postgresql+psycopg://db/naast?sslmode=prefer",
    ],
    "NAAST_DEMO": ["", "yes", "1"],
    "NAAST_LANGUAGE": ["", "de", "NL"],
    "NAAST_TIME_ZONE": ["", "Europe/Amsterdm", "CET+1", "../../etc/passwd"],
    "NAAST_PROXIES": ["", "-1", "two", "1.5"],
    "NAAST_THREADS": ["", "0", "-1", "many"],
    "NAAST_LINGER": ["", "-1", "soon"],
    "NAAST_FINISH": ["", "-1", "0.5"],
    "NAAST_COMPRESS": ["", "true"],
}
CASES = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_wrong_setting_stops_the_start_with_a_sentence_that_names_it(name, value):
    with pytest.raises(WrongSetting) as told:
        Settings.from_environment({name: value})
    said = str(told.value)
    assert name in said
    assert said.endswith(".")
    assert "\n" not in said


def test_a_secret_is_not_in_the_sentence_about_it():
    with pytest.raises(WrongSetting) as told:
        Settings.from_environment({"NAAST_DATABASE": "mysql://somebody:hush@db/naast"})
    assert "hush" not in str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///naast",
        "postgresql://naast@localhost/naast",
        "postgresql://[::1]:5433/naast",
        "postgresql:///naast?host=/run/postgresql",
        "postgresql://naast@db/naast?sslmode=verify-full&sslrootcert=/etc/naast/ca.pem",
        "postgresql://naast@db/naast?sslmode=disable",
    ],
)
def test_a_postgresql_here_or_whose_certificate_is_checked_is_taken(address):
    assert Settings.from_environment({"NAAST_DATABASE": address}).database == address


def test_an_unknown_setting_stops_the_start():
    with pytest.raises(WrongSetting, match="NAAST_DATABSE is not a setting"):
        Settings.from_environment({"NAAST_DATABSE": "sqlite:///x.db"})


def test_the_rest_of_the_environment_is_left_alone():
    assert Settings.from_environment({"PATH": "/bin", "LANG": "C"}) == Settings.from_environment({})


def test_every_setting_is_described_with_its_source():
    rows = Settings.from_environment({"NAAST_LANGUAGE": "en"}).described()
    described = {name: (value, source, says) for name, value, source, says in rows}
    assert set(WRONG) <= set(described)
    assert all(says.endswith(".") for _, _, says in described.values())
    assert described["NAAST_LANGUAGE"][:2] == ("en", "environment")
    assert described["NAAST_THREADS"][1] == "default"


def test_secrets_are_hidden_when_described():
    given = {"NAAST_DATABASE": "postgresql://naast:hush@localhost/naast", "NAAST_KEYS": "hush"}
    assert "hush" not in str(Settings.from_environment(given).described())


@pytest.mark.parametrize(
    "origin", ["http://localhost:8000", "http://127.0.0.1:5", "https://naast.example.org"]
)
def test_origins_on_which_passkeys_work_are_taken(origin):
    settings = Settings.from_environment({"NAAST_ORIGIN": origin + "/"})
    assert settings.origin == origin
    assert settings.host in origin


def test_a_keys_file_that_others_can_read_stops_the_start(tmp_path):
    path = tmp_path / "keys.json"
    save(Keyring.fresh(), str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    with pytest.raises(BadKeys, match="Others on this machine"):
        load(str(path))


def test_a_keys_file_is_read_back_as_it_was_written(tmp_path):
    ring = Keyring.fresh()
    ring.add("journal")
    save(ring, str(tmp_path / "keys.json"))
    assert load(str(tmp_path / "keys.json")) == ring


def test_keys_are_made_in_the_demo_only(tmp_path):
    with pytest.raises(BadKeys, match="naast keys make"):
        load(str(tmp_path / "none.json"))
    assert load(str(tmp_path / "new.json"), make=True) == load(str(tmp_path / "new.json"))


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"keys": []}', '{"keys": {"journal": {"a": "no base64"}}}', "\x00"]
)
def test_damaged_keys_stop_the_start(text, tmp_path):
    path = tmp_path / "keys.json"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(BadKeys):
        load(str(path))


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_missing_or_short_key_stops_the_start(purpose):
    ring = Keyring.fresh()
    ring.keys[purpose] = {"00000000": b"short"}
    with pytest.raises(BadKeys):
        Keyring.parse(ring.dump())
    del ring.keys[purpose]
    with pytest.raises(BadKeys, match=purpose):
        Keyring.parse(ring.dump())


def test_every_setting_stands_in_the_docs_with_its_default():
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    rows = dict(re.findall(r"^\| `(NAAST_\w+)` \| (?:`([^`]*)`|\*\(empty\)\*) \|", text, re.MULTILINE))
    declared = {item.metadata["name"]: item.metadata["default"] for item in Settings._declared()}
    assert rows == declared
