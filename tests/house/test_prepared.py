"""Prepared reads give what SQLAlchemy gives, on both databases, and are seen by whoever listens to statements."""

import copy
import pickle
from datetime import datetime

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from app import clock, ids
from app.db import db
from app.matches.models import Match, Participation
from app.people.asker import Asker
from app.people.models import Person
from app.prepared import Addition, Prepared, each, one_of
from app.sealing.vault import DataKey
from app.sessions.models import Session
from app.web.receipts import Receipt

TABLES = (Person, Match, Participation, Session, DataKey)


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_every_value_arrives_as_it_does_the_long_way(inside, kind):
    statement = select(*kind.__table__.c)
    with inside():
        prepared, usual = Prepared(statement).rows(), db.session.execute(statement).all()
    assert sorted(map(tuple, prepared), key=repr) == sorted(map(tuple, usual), key=repr)
    assert prepared


def test_values_are_given_by_name_and_fixed_ones_stay(inside, cast):
    statement = select(Person.__table__.c.called).where(
        Person.__table__.c.id == bindparam("who"), Person.__table__.c.language == "nl"
    )
    with inside():
        prepared = Prepared(statement)
        assert prepared.first(who=cast["samira"]).called == "Samira"
        assert prepared.first(who=cast["joris"]).called == "Joris"
        assert prepared.first(who=cast.matches["samira_joris"]) is None
        with pytest.raises(KeyError):
            prepared.rows()


def test_moments_keep_their_zone_and_may_be_asked_about(inside):
    table = Participation.__table__
    with inside():
        rows = Prepared(select(table.c.since, table.c.until).where(table.c.since <= bindparam("now"))).rows(
            now=clock.now()
        )
    assert all(row.since.utcoffset() is not None for row in rows)
    assert None in {row.until for row in rows}


def test_several_values_are_asked_at_once(inside, cast):
    people = Person.__table__
    ids = [cast["samira"], cast["joris"], cast["noor"]]
    with inside():
        rows = Prepared(select(people.c.called).where(one_of(people.c.id, 3))).rows(**each(ids))
    assert {row.called for row in rows} == {"Samira", "Joris", "Noor"}


def test_a_list_is_not_taken_and_says_so(inside):
    listed = select(Person.__table__.c.called).where(
        Person.__table__.c.id.in_(bindparam("ids", expanding=True))
    )
    with inside(), pytest.raises(TypeError, match="no lists"):
        Prepared(listed).rows(ids=[])


def test_a_moment_in_a_statement_is_not_taken_because_it_would_stay(inside):
    made = Person.__table__.c.made_at
    with inside(), pytest.raises(TypeError, match="by name"):
        Prepared(select(made).where(made <= clock.now())).rows()


@pytest.mark.parametrize("asked", [lambda one: one.holds(ids.new_id(), "mentor"), lambda one: one.lock])
def test_of_an_asker_nothing_is_certain(asked):
    with pytest.raises(TypeError, match="query twin"):
        asked(Asker(("mentor",)))


def test_whoever_counts_statements_counts_these(inside, statements):
    with inside():
        db.session.connection()
        with statements() as seen:
            Prepared(select(Person.__table__.c.id)).rows()
    assert len(seen) == 1


def test_a_fault_of_the_database_is_one_that_is_known(inside):
    broken = Prepared(select(Person.__table__.c.id))
    with inside():
        made = broken._make(db.session.connection().dialect)
        broken._made[db.session.connection().dialect.name] = made._replace(sql="select nothing from nowhere")
        with pytest.raises((DBAPIError, StatementError)):
            broken.rows()
        db.session.rollback()


def test_it_reads_what_this_transaction_wrote_and_not_what_was_rolled_back(inside, cast):
    called = Prepared(select(Person.__table__.c.called).where(Person.__table__.c.id == bindparam("who")))
    with inside():
        assert called.first(who=cast["samira"]).called == "Samira"
        db.session.get_one(Person, cast["samira"]).called = "Sam"
        db.session.flush()
        assert called.first(who=cast["samira"]).called == "Sam"
        db.session.rollback()
        assert called.first(who=cast["samira"]).called == "Samira"


def _receipt(cast, **other):
    facts = {
        "person_id": cast["samira"],
        "op_id": ids.new_id(),
        "verb": "journal.write_diary",
        "thing_id": None,
        "payload": b"\x00\xff",
        "answer": {"rev": 3},
        "phone_at": None,
        "server_at": clock.now(),
    }
    return {**facts, **other}


def test_a_row_that_is_added_is_there_as_if_the_session_had_put_it(inside, cast):
    facts = _receipt(cast)
    with inside():
        Addition(Receipt).put(**facts)
        kept = db.session.get_one(Receipt, (facts["person_id"], facts["op_id"]))
        assert {name: getattr(kept, name) for name in facts} == facts
        assert Prepared(select(*Receipt.__table__.c)).first()
        db.session.rollback()
        assert db.session.get(Receipt, (facts["person_id"], facts["op_id"])) is None


def test_a_row_that_does_not_fit_is_refused_as_everywhere(inside, cast):
    facts = _receipt(cast)
    with inside():
        Addition(Receipt).put(**facts)
        with pytest.raises(IntegrityError):
            Addition(Receipt).put(**facts)
        db.session.rollback()
        with pytest.raises(KeyError):
            Addition(Receipt).put(**{name: facts[name] for name in facts if name != "verb"})
        with pytest.raises(ValueError, match="time zone"):
            Addition(Receipt).put(**_receipt(cast, server_at=datetime(2026, 1, 1)))  # noqa: DTZ001
        db.session.rollback()


def test_an_id_that_knows_how_it_is_written_is_an_id_like_any(cast):
    plain = cast["samira"]
    known = ids.KnownId(plain.hex)
    assert known == plain and hash(known) == hash(plain) and {plain: 1}[known] == 1
    assert (str(known), known.hex, f"{known}", known.int) == (str(plain), plain.hex, str(plain), plain.int)
    for again in (copy.deepcopy(known), pickle.loads(pickle.dumps(known))):
        assert (again, str(again), again.hex) == (plain, str(plain), plain.hex)
