"""Sealing: what people write is unreadable in the database, and opens in its own row for its own readers only."""

from uuid import UUID

import pytest
from sqlalchemy import select, text, update

from app import ids
from app.db import db
from app.journal.content import content_of
from app.journal.models import Entry, EntryRevision
from app.people.models import Person
from app.ratings.forms import RateForm
from app.sealing.keyring import BadKeys
from app.sealing.seal import Unreadable, seal, unseal
from app.sealing.vault import DataKey, key_of, keyring, rewrap
from app.web.forms import read
from app.web.receipts import Receipt
from tests.pages import Page

CANARY = "canary-7f3a9c"
KEY, OTHER = b"k" * 32, b"o" * 32


def test_what_was_sealed_opens():
    assert unseal(KEY, seal(KEY, b"words", "here"), "here") == b"words"


def test_the_same_words_never_look_the_same():
    assert len({seal(KEY, b"words", "here") for _ in range(50)}) == 50


def test_any_flipped_bit_is_refused():
    sealed = seal(KEY, b"words", "here")
    for place in range(len(sealed) * 8):
        broken = bytearray(sealed)
        broken[place // 8] ^= 1 << place % 8
        with pytest.raises(Unreadable):
            unseal(KEY, bytes(broken), "here")


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"0" * 12, b"\x02" + b"0" * 40, b"words"])
def test_what_was_never_sealed_is_refused(sealed):
    with pytest.raises(Unreadable):
        unseal(KEY, sealed, "here")


def test_another_key_or_place_is_refused():
    sealed = seal(KEY, b"words", "here")
    with pytest.raises(Unreadable):
        unseal(OTHER, sealed, "here")
    with pytest.raises(Unreadable):
        unseal(KEY, sealed, "there")


@pytest.fixture
def entries(inside, as_person):
    """Two entries of Samira, written through her browser."""
    samira = as_person("samira")
    found = []
    for day in ("2026-03-02", "2026-03-03"):
        answer = samira.post("/diary", {"on": day, "did": f"{CANARY} on {day}"})
        found.append(ids.read_id(answer.location.rsplit("/", 1)[-1]))
    return found


def readable(entry_id) -> bool:
    db.session.expire_all()
    try:
        return CANARY in content_of(db.session.get_one(Entry, entry_id))["did"]
    except Unreadable:
        return False


def test_swapping_the_words_of_two_entries_is_seen(inside, entries):
    with inside():
        one, other = (db.session.get_one(Entry, entry_id) for entry_id in entries)
        assert readable(one.id)
        assert readable(other.id)
        one.sealed, other.sealed = other.sealed, one.sealed
        db.session.flush()
        assert not readable(one.id)
        assert not readable(other.id)


def somebody_else(name: str):
    """Another value for a column, as somebody who writes in the database would put there."""
    others = {
        "author_id": select(Person.id).where(Person.id != Entry.author_id).limit(1).scalar_subquery(),
        "audience": "team",
        "please_read": True,
        "scheme_id": text("(select id from scheme limit 1)"),
        "match_id": text("(select id from match limit 1)"),
    }
    return others[name]


@pytest.mark.parametrize("column", ["author_id", "audience", "please_read", "scheme_id", "match_id"])
def test_who_writes_in_the_database_cannot_widen_who_reads(inside, entries, column):
    with inside():
        change = update(Entry).where(Entry.id == entries[0]).values({column: somebody_else(column)})
        db.session.execute(change.execution_options(synchronize_session=False))
        assert not readable(entries[0])
        db.session.rollback()


def test_a_tampered_entry_is_a_page_without_its_words(inside, entries, as_person):
    with inside():
        entry = db.session.get_one(Entry, entries[0])
        entry.sealed = entry.sealed[:-1] + bytes([entry.sealed[-1] ^ 1])
    answer = as_person("samira").get(f"/entries/{entries[0]}")
    assert answer.status_code == 500
    assert CANARY not in answer.text
    assert Page(answer.text).title


def test_a_new_key_is_used_at_once_and_the_old_words_stay_readable(inside, entries, world):
    with inside():
        samira = db.session.get_one(Entry, entries[0]).author_id
        before = keyring().keys["journal"].copy()
        old = keyring().current("journal")[0]
        new = keyring().add("journal")
        try:
            assert readable(entries[0])
            assert rewrap("journal", batch=2) > 0
            assert set(db.session.scalars(select(DataKey.ring_key).where(DataKey.purpose == "journal"))) == {
                new
            }
            del keyring().keys["journal"][old]
            assert readable(entries[0])
            assert rewrap("journal") == 0
            keyring().keys["journal"] = {"00000000": b"z" * 32}
            db.session.expire_all()
            with pytest.raises(BadKeys):
                key_of(samira, "journal")
        finally:
            keyring().keys["journal"] = before
            db.session.rollback()


def test_an_earlier_version_is_sealed_as_well(inside, entries, as_person):
    samira = as_person("samira")
    page = samira.page(f"/entries/{entries[0]}/change")
    assert samira.submit(page, f"/entries/{entries[0]}/revisions", did="Other words.").status_code == 303
    with inside():
        kept = db.session.scalars(select(EntryRevision).where(EntryRevision.entry_id == entries[0])).one()
        assert CANARY.encode() not in kept.sealed


def test_a_destroyed_key_makes_all_words_of_its_owner_unreadable(inside, entries, as_person):
    with inside():
        author = db.session.get_one(Entry, entries[0]).author_id
        db.session.delete(db.session.get_one(DataKey, (author, "journal")))
    assert CANARY not in as_person("samira").get(f"/entries/{entries[0]}").text


def test_an_answer_is_not_guessed_from_its_receipt_without_the_keys(as_person, cast, inside):
    """How it is between two is one of five numbers; a plain hash of it would be found in five tries."""
    samira, op = as_person("samira"), str(ids.new_id())
    rating = {"value": "2"}
    assert (
        samira.post(f"/matches/{cast.matches['samira_joris']}/ratings", {**rating, "op": op}).status_code
        == 303
    )
    with inside():
        kept = db.session.get_one(Receipt, (cast["samira"], UUID(op))).payload
        assert read(RateForm, rating).payload_hash() == kept
        before = keyring().keys["codes"]
        try:
            keyring().keys["codes"] = {"00000000": b"z" * 32}
            assert read(RateForm, rating).payload_hash() != kept
        finally:
            keyring().keys["codes"] = before
