"""The audit log: a line for each change and each reading by the team, and nobody alters it unseen."""

from collections import Counter
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from app import clock, ids
from app.audit import CLOCK, AuditLine, faults, heads, record
from app.db import db
from app.jobs import tick
from tests.worlds import World


@pytest.fixture
def lines(inside):
    """`lines("samira")`: the verbs on the chain of somebody, the first first."""

    def of(person) -> list[str]:
        with inside():
            mine = select(AuditLine.verb).where(AuditLine.strand == person.id).order_by(AuditLine.number)
            return list(db.session.scalars(mine))

    return of


@pytest.fixture
def wrong(inside):
    """`wrong(known)`: what `naast audit verify` would say."""

    def found(known=None) -> list[str]:
        with inside():
            return list(faults(known or {}))

    return found


@pytest.fixture
def written(as_person, cast):
    """A log with a few lines of a few people in it."""
    samira, noor = as_person("samira"), as_person("noor")
    for number in range(4):
        samira.submit(samira.page("/diary/new"), "/diary", did=f"Nummer {number}.")
    noor.page(f"/entries/{cast.entries['samira_team']}")
    noor.page(f"/entries/{cast.entries['samira_please_read']}")
    return samira, noor


@pytest.fixture
def unguarded(world: World, inside):
    """Somebody who may everything in the database took the guards away."""
    with inside():
        if world.kind == "sqlite":
            for name in ("audit_line_update", "audit_line_delete"):
                db.session.execute(text(f"DROP TRIGGER {name}"))
        else:
            db.session.execute(text("DROP TRIGGER audit_line_only_grows ON audit_line"))


def test_a_change_is_one_line_and_what_was_refused_or_done_before_is_none(as_person, lines):
    samira = as_person("samira")
    before = lines(samira)
    form = samira.page("/diary/new")
    for _ in range(3):
        samira.submit(form, "/diary", did="Eén keer.")
    samira.submit(samira.page("/diary/new"), "/diary", did="")
    assert lines(samira)[len(before) :] == ["journal.write_diary"]


def test_a_reading_by_the_team_is_one_line_a_day_and_says_whose_it_was(as_person, cast, lines, inside):
    noor = as_person("noor")
    before = lines(noor)
    for _ in range(2):
        noor.page(f"/entries/{cast.entries['samira_team']}")
    assert lines(noor)[len(before) :] == ["reading.read"]
    with inside():
        line = db.session.scalars(
            select(AuditLine).where(AuditLine.strand == noor.id).order_by(AuditLine.number.desc())
        ).first()
        assert (line.thing_id, line.about_id) == (cast.entries["samira_team"], cast["samira"])


def test_what_the_clock_does_is_a_chain_of_its_own(inside, wrong):
    with inside(), clock.standing_at(clock.now() + timedelta(days=60)):
        done = tick()
        verbs = set(db.session.scalars(select(AuditLine.verb).where(AuditLine.strand == CLOCK)))
    assert verbs == {f"clock.{name}" for name, count in done.items() if count}
    assert verbs
    assert wrong() == []


def test_of_a_worry_it_does_not_say_whom_it_is_about(as_person, cast, inside):
    joris = as_person("joris")
    form = joris.page(f"/schemes/{cast.schemes['ours']}/concerns/new")
    assert joris.submit(form, facts="Iets dat mij zorgen geeft.", who="Samira").status_code == 303
    with inside():
        raised = select(AuditLine).where(AuditLine.verb == "safeguarding.raise")
        assert [line.about_id for line in db.session.scalars(raised)] == [None]


def test_people_who_do_things_at_once_on_two_phones_get_one_whole_chain(world, lines, wrong):
    phones = [world.person("samira") for _ in range(4)]
    before = len(lines(phones[0]))
    forms = [(phone, phone.page("/diary/new")) for phone in phones for _ in range(3)]
    threads = [
        Thread(target=phone.submit, args=(form, "/diary"), kwargs={"did": "Tegelijk."})
        for phone, form in forms
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(lines(phones[0])[before:])["journal.write_diary"] == len(forms)
    assert wrong() == []


@pytest.mark.parametrize("what", [update(AuditLine).values(verb="nothing"), delete(AuditLine)])
def test_the_database_refuses_to_change_or_take_away_a_line(written, inside, what):
    with pytest.raises(DatabaseError, match="only grows"), inside():
        db.session.execute(what)


@pytest.mark.parametrize("name", ["verb", "thing_id", "ring_key", "mark", "strand", "number"])
def test_each_column_of_each_line_that_is_altered_is_found(written, unguarded, inside, wrong, name):
    values = {"verb": "x.y", "thing_id": ids.new_id(), "ring_key": "00000000", "mark": bytes(32)}
    values |= {"strand": ids.new_id(), "number": 999}
    with inside():
        chain = select(AuditLine.strand, AuditLine.number).where(AuditLine.strand == written[0].id)
        places = db.session.execute(chain).all()
    assert len(places) > 3
    for strand, number in places[:-1]:
        here = (AuditLine.strand == strand) & (AuditLine.number == number)
        with inside():
            kept = db.session.execute(select(*AuditLine.__table__.c).where(here)).one()._asdict()
            db.session.execute(update(AuditLine).where(here).values({name: values[name]}))
        assert wrong(), (name, number)
        with inside():
            there = (AuditLine.strand == (values["strand"] if name == "strand" else strand)) & (
                AuditLine.number == (values["number"] if name == "number" else number)
            )
            db.session.execute(delete(AuditLine).where(there))
            db.session.execute(insert(AuditLine).values(**kept))
        assert wrong() == []


def test_a_line_taken_out_or_two_that_changed_places_are_found(written, unguarded, inside, wrong):
    samira = written[0].id
    with inside():
        db.session.execute(delete(AuditLine).where(AuditLine.strand == samira, AuditLine.number == 2))
    assert any("are gone" in said for said in wrong())


def test_lines_cut_off_at_the_end_are_found_by_who_kept_the_heads(written, unguarded, inside, wrong):
    samira, noor = written
    with inside():
        known = heads()
        last = known[samira.id].number
        db.session.execute(delete(AuditLine).where(AuditLine.strand == samira.id, AuditLine.number == last))
        db.session.execute(delete(AuditLine).where(AuditLine.strand == noor.id))
    assert wrong() == []
    said = wrong(known)
    assert len(said) == 2
    assert all("ends before" in sentence for sentence in said)


def test_who_has_the_keys_and_writes_the_end_anew_is_found_by_who_kept_the_heads(
    written, unguarded, inside, wrong
):
    samira = written[0].id
    with inside():
        known = heads()
        last = AuditLine.number == known[samira].number
        db.session.execute(delete(AuditLine).where(AuditLine.strand == samira, last))
        record(samira, "journal.write_diary", [(ids.new_id(), samira)])
    assert wrong() == []
    assert any("another than on the day" in said for said in wrong(known))


def test_a_log_that_grew_since_the_heads_were_kept_is_sound(written, inside, wrong):
    with inside():
        known = heads()
    samira = written[0]
    samira.submit(samira.page("/diary/new"), "/diary", did="Later.")
    assert wrong(known) == []
