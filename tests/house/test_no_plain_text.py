"""Not a word in clear: what people type is nowhere to be found, in no file, copy or log, also when things go wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from sqlalchemy import LargeBinary, create_engine, select

from app.db import db, located
from tests import postgres
from tests.days import today
from tests.house.canaries import OPEN, STEM, disguises, found_below, found_in
from tests.house.harms import HARMS, gone
from tests.house.roads import fail, send_nonsense
from tests.house.story import NO_WORDS, PAIR, PLAIN, READ, STORY
from tests.house.telling import every_text
from tests.house.whole import Naast, started
from tests.offline.test_sync import Outbox

pytestmark = pytest.mark.slow
# Columns of bytes that hold no words: hashes, marks, and keys that are wrapped or public.
NO_SEAL = {
    "agreement_revision": {"sha256"},
    "attempt": {"place_hash"},
    "audit_line": {"mark"},
    "ceremony": {"visitor_hash", "challenge_hash", "user_handle"},
    "concern": {"head"},
    "concern_note": {"chained"},
    "data_key": {"wrapped"},
    "invitation": {"code_hash"},
    "passkey": {"credential_id", "user_handle", "public_key"},
    "receipt": {"payload"},
    "sign_in": {"token_hash"},
    "signature": {"sha256"},
}

# The worst answer while something is wrong.
FAILED = {
    "sqlite": {
        "nonsense": 422,
        "busy": 503,
        "full": 503,
        "without_the_table": 503,
        "refusing": 409,
        "damaged": 500,
        "without_the_key": 500,
    }
}
FAILED["postgresql"] = {**FAILED["sqlite"], "without_the_table": 500}


def sealed_values(naast: Naast) -> dict[str, set]:
    """What stands in each column of bytes that is no hash or key."""
    engine, found = create_engine(located(naast.root)), {}
    with engine.connect() as there:
        for table in db.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, LargeBinary) and column.name not in NO_SEAL.get(table.name, ()):
                    found[str(column)] = set(there.scalars(select(column)))
    engine.dispose()
    return found


def copy(naast: Naast) -> None:
    """A copy of the database as an operator makes one; what stood in its log of changes is in its files then too."""
    naast.do("PRAGMA wal_checkpoint" if naast.kind == "sqlite" else "CHECKPOINT")
    given = {**os.environ, **naast.server.given, "PGOPTIONS": "-c naast.everywhere=on"}
    if naast.kind == "sqlite":
        command = [sys.executable, "-m", "app.cli", "backup", str(naast.folder / "copy.db")]
    else:
        program = str(postgres.programs() / "pg_dump")
        place = f"--file={naast.folder / 'copy.sql'}"
        command = [program, "--enable-row-security", place, naast.server.given["NAAST_DATABASE"]]
    subprocess.run(command, env=given, check=True, capture_output=True, timeout=120)


@dataclass
class Aftermath:
    """What was found when all was told, copied and broken."""

    naast: Naast
    before: dict[str, set]
    after: dict[str, set] = field(default_factory=dict)
    answered: dict[str, list[int]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    sealed: dict[str, list[str]] = field(default_factory=dict)
    plain: dict[str, list[str]] = field(default_factory=dict)
    said: str = ""


@pytest.fixture(scope="module")
def aftermath(database) -> Iterator[Aftermath]:
    """Everything is typed, then all goes wrong that can; what is there is copied and searched."""
    naast = started(database)
    try:
        found = Aftermath(naast, sealed_values(naast))
        tell_all(naast, found)
        found.answered["nonsense"] = send_nonsense(naast)
        for harm in HARMS:
            with harm(naast):
                found.answered[harm.__name__] = fail(naast)
        copy(naast)
        found.files = {str(file.relative_to(naast.folder)) for file in naast.folder.rglob("*")}
        found.sealed, found.plain = found_below(naast.folder), found_below(naast.folder, OPEN)
        with gone(naast):
            found.answered["gone"] = fail(naast)
        yield found
    finally:
        naast.server.stop()


def exported(naast: Naast, name: str) -> str:
    """All that somebody wrote, as they take it along."""
    who = naast.person(name)
    answer = who.submit(who.page("/my-data/export"), "/my-data/export")
    return zipfile.ZipFile(BytesIO(answer.data)).read("naast.json").decode()


def tell_all(naast: Naast, found: Aftermath) -> None:
    """The story, what is read of it afterwards, and a word that is not sealed."""
    for step in STORY:
        naast.teller.tell(step)
    for name, path in READ:
        naast.teller.read(name, path)
    for name in {step.who for step in STORY}:
        naast.teller.shown += exported(naast, name)
    samira = naast.person("samira")
    naast.phone = Outbox(naast.again("samira"))
    plan = samira.page(naast.teller.named(PAIR + "/sessions/new"))
    samira.submit(plan, "/sessions", on=today(3).isoformat(), place=f"{OPEN}1")
    found.after = sealed_values(naast)


def test_something_was_typed_into_every_field_for_text(aftermath):
    """A new field gets a step in the story, or stands among what is plain or no words, with a reason."""
    left_out = {*PLAIN, *NO_WORDS}
    assert every_text() - left_out - aftermath.naast.teller.filled == set()
    assert left_out - every_text() == set()
    assert left_out & aftermath.naast.teller.filled == set()


def test_every_sealed_column_got_words_of_the_story(aftermath):
    """A new column gets a step in the story, or stands among what holds no words."""
    assert [name for name, values in aftermath.after.items() if not values - aftermath.before[name]] == []


def test_all_that_was_typed_is_there_for_its_readers(aftermath):
    told = aftermath.naast.teller
    lost = {into for word, into in told.canaries.typed.items() if word not in told.shown}
    assert lost & told.filled == set()


def test_no_file_holds_a_word_of_it(aftermath):
    assert aftermath.sealed == {}


def test_the_search_finds_what_is_not_sealed_in_every_place(aftermath):
    """The place of a session stands in clear: in the database, in its log of changes and in the copy."""
    kind = aftermath.naast.kind
    wanted = {"naast.db", "naast.db-wal", "copy.db"} if kind == "sqlite" else {"copy.sql", "base", "pg_wal"}
    found = {part for file in aftermath.plain for part in file.split("/")}
    assert wanted <= found
    assert kind == "postgresql" or "naast.db-shm" in aftermath.files


def test_nothing_worked_and_the_log_tells_so_without_a_word(aftermath):
    said = aftermath.naast.server.said
    worst = {name: max(codes) for name, codes in aftermath.answered.items()}
    assert worst.pop("gone") >= 500
    assert worst == FAILED[aftermath.naast.kind]
    first, *lines = said.splitlines()
    assert first.startswith("Naast answers at ")
    troubles = [line for line in map(json.loads, lines) if line["level"] == "error"]
    assert len(troubles) > 2 * len(HARMS)
    assert found_in(said.encode()) == []


@pytest.mark.parametrize("name", disguises(STEM))
def test_a_word_in_disguise_is_found(name, tmp_path):
    (tmp_path / "file").write_bytes(b"before " + disguises(f"x{STEM}7")[name] + b" after")
    assert found_below(tmp_path) != {}
