"""Going: what is somebody's goes after a week of thinking, what stays has a reason, and each kind has its time."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app import clock
from app.db import db
from app.jobs import tick
from app.journal.models import Entry
from app.matches.models import Match, MatchEvent, Participation
from app.mydata.models import Erasure
from app.people.models import Person
from app.privacy.erasing import erase, retention, traces
from app.privacy.held import held
from app.review.models import Answer
from app.safeguarding.models import Concern
from app.schemes.models import Membership
from app.sealing.vault import DataKey
from app.sessions.models import Session
from tests.mydata.test_export import DID_IT, KEPT_BACK, MACHINE, NAMES

WEEK = timedelta(days=7, minutes=1)
# Named by others in what is theirs; the person is nameless by then, or worked for the programme and stays named.
STAYS_NAMED = {
    *DID_IT,
    *KEPT_BACK,
    *MACHINE,
    "thanks.to_id",
    "feedback.to_id",
    "cheer.to_id",
    "step.owner_id",
}
STAYS_NAMED |= {"erasure.person_id", "scheme_invitation.mentee_id"}


@pytest.fixture
def closed(inside, cast):
    """The match of Samira and Joris is over since today."""
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.state, match.closed_at, match.access_until = "closed", clock.now(), clock.now()
        db.session.commit()


def ask_to_go(world, name: str):
    who = world.person(name, strong=True)
    return who.submit(who.page("/my-data/going"), "/going")


def later(world, by: timedelta) -> dict:
    with clock.standing_at(clock.now() + by), world.app.app_context():
        return tick()


def test_every_column_that_names_a_person_goes_or_has_a_reason(shared):
    naming = {
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.c
        if column.name in NAMES or any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    kinds = [kind for room in held for kind in room]
    goes = {f"{kind.table.__tablename__}.{name}" for kind in kinds if not kind.stays for name in kind.by}
    goes |= {f"{one.table.__tablename__}.{name}" for room in traces for one in room for name in one.by}
    stays = {f"{kind.table.__tablename__}.{name}" for kind in kinds if kind.stays for name in kind.by}
    assert naming - goes - stays - STAYS_NAMED == set()


def test_it_says_what_goes_and_what_stays_and_why(as_person):
    page = as_person("samira").page("/my-data/going").one("main").text
    assert "Dagboek" in page.split("Dit gaat weg")[1].split("Dit blijft nog even")[0]
    stays = page.split("Dit blijft nog even")[1]
    assert "Afspraken" in stays or "afspra" in stays
    assert "ook van de ander" in stays


def test_while_in_a_match_it_is_refused_with_the_reason(world):
    answer = ask_to_go_anyway(world, "samira")
    assert answer.status_code == 422
    assert "Je hebt een koppeling" in answer.text


def ask_to_go_anyway(world, name: str):
    who = world.person(name, strong=True)
    return who.open("POST", "/my-data/going", data={})


def test_staff_first_end_their_work(world):
    answer = ask_to_go_anyway(world, "noor")
    assert answer.status_code == 422
    assert "programmaleider" in answer.text


def test_asking_takes_the_passkey_and_an_open_lock(world, closed, inside):
    assert ask_to_go_weakly(world, "samira").status_code == 403
    her = world.person("samira", strong=True)
    assert her.post("/lock", {"new": "482915", "again": "482915"}).status_code == 303
    her.post("/lock/closing")
    assert her.open("POST", "/my-data/going", data={}).status_code == 403
    with inside():
        assert count(Erasure, Erasure.id.is_not(None)) == 0
    her.post("/lock/open", {"pin": "482915"})
    assert her.open("POST", "/my-data/going", data={}).status_code == 303


def ask_to_go_weakly(world, name: str):
    return world.person(name).open("POST", "/my-data/going", data={})


def test_who_worked_here_stays_named_and_what_they_answered_can_be_read(world, inside, cast, as_person):
    with inside():
        answer = db.session.scalars(select(Answer).where(Answer.by_id == cast["noor"])).first()
        entry = answer.entry_id
        whose = db.session.get_one(Person, db.session.get_one(Entry, entry).author_id).called.lower()
        for role in db.session.scalars(select(Membership).where(Membership.person_id == cast["noor"])):
            role.until = clock.now()
        db.session.commit()
    before = as_person(whose).page(f"/entries/{entry}").text
    assert ask_to_go_anyway(world, "noor").status_code == 303
    later(world, WEEK)
    with inside():
        person = db.session.get_one(Person, cast["noor"])
        assert (person.called, person.left_at is not None) == ("Noor", True)
    assert as_person(whose).page(f"/entries/{entry}").text == before
    assert "Noor" in before


def test_after_a_week_what_was_hers_is_gone_and_what_stays_reads_on(world, closed, inside, cast, as_person):
    me, joris = cast["samira"], cast["joris"]
    assert ask_to_go(world, "samira").status_code == 303
    later(world, timedelta(days=6))
    with inside():
        assert count(Entry, Entry.author_id == me) > 5
    later(world, WEEK)
    with inside():
        for kind in (kind for room in held for kind in room):
            which = kind.goes(me)
            assert which is None or count(kind.table, which) == 0, kind.table.__tablename__
        person = db.session.get_one(Person, me)
        assert (person.called, person.left_at is not None) == ("—", True)
        assert db.session.scalar(select(DataKey).where(DataKey.owner_id == me)) is None
        assert count(MatchEvent, (MatchEvent.by_id == me) & MatchEvent.sealed.is_not(None)) == 0
        assert count(Participation, Participation.person_id == me) > 0
        assert count(Session, Session.match_id == cast.matches["samira_joris"]) > 0
        assert count(Entry, Entry.author_id == joris) > 0
        assert db.session.scalar(select(Erasure.done_at)) is not None
    assert as_person("noor").get(f"/matches/{cast.matches['samira_joris']}").status_code == 200
    assert "Samira" not in as_person("noor").page(f"/matches/{cast.matches['samira_joris']}").text
    assert as_person("noor").get(f"/sessions/{cast.sessions['held_7']}").status_code == 200


def count(kind, which) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(which))


def test_who_thinks_better_of_it_keeps_everything(world, closed, inside, cast):
    ask_to_go(world, "samira")
    who = world.person("samira")
    assert who.submit(who.page("/my-data/going"), "/withdrawal").status_code == 303
    later(world, WEEK)
    with inside():
        assert count(Entry, Entry.author_id == cast["samira"]) > 5
        assert db.session.get_one(Person, cast["samira"]).called == "Samira"


def test_nobody_takes_back_what_another_asked(world, closed, inside):
    ask_to_go(world, "samira")
    with inside():
        asked = db.session.scalar(select(Erasure.id))
    for name in ("joris", "noor", "vera"):
        assert (
            world.person(name).open("POST", f"/my-data/going/{asked}/withdrawal", data={}).status_code == 404
        )


def test_an_open_record_of_a_worry_holds_it_up_and_that_is_said(world, closed, inside, cast):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        record = Concern(scheme_id=match.scheme_id, match_id=match.id, raised_by=cast["joris"])
        db.session.add(record)
        db.session.commit()
    ask_to_go(world, "joris")
    later(world, WEEK)
    with inside():
        assert count(Entry, Entry.author_id == cast["joris"]) > 0
    with clock.standing_at(clock.now() + WEEK):
        assert "iets over veiligheid" in world.person("joris").page("/my-data/going").text
    with inside():
        db.session.scalars(
            select(Concern).where(Concern.raised_by == cast["joris"])
        ).one().closed_at = clock.now()
        db.session.commit()
    later(world, WEEK)
    with inside():
        assert count(Entry, Entry.author_id == cast["joris"]) == 0


def test_who_is_in_a_match_again_reads_that_it_waits_for_that(world, closed, inside, cast):
    ask_to_go(world, "samira")
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.state, match.closed_at = "active", None
        db.session.commit()
    later(world, WEEK)
    with clock.standing_at(clock.now() + WEEK):
        page = world.person("samira").page("/my-data/going").text
    assert "Je hebt een koppeling" in page
    assert "veiligheid" not in page.split("Dit gaat weg")[0]


def test_what_is_together_goes_half_a_year_after_closing_and_what_she_wrote_stays(
    world, closed, inside, cast
):
    match_id = cast.matches["samira_joris"]
    mine = Entry.author_id == cast["samira"]
    theirs = (Entry.author_id == cast["joris"]) & (Entry.match_id == match_id)
    with inside():
        before, wrote = count(Entry, mine), count(Entry, theirs)
    assert before and wrote
    later(world, timedelta(days=182))
    with inside():
        assert count(Session, Session.match_id == match_id) > 0
        assert count(Entry, theirs) == wrote
    done = later(world, timedelta(days=184))
    assert done["mydata.retention"]
    with inside():
        assert count(Session, Session.match_id == match_id) == 0
        assert count(Entry, theirs) == 0
        assert count(Entry, mine) == before
        assert count(Session, Session.match_id != match_id) > 0
        assert count(Match, Match.id == match_id) == 1
    assert world.person("samira").get("/journal").status_code == 200
    assert world.person("samira").get(f"/matches/{match_id}").status_code == 200
    assert world.person("noor").get(f"/matches/{match_id}").status_code == 200


def test_every_kind_with_a_time_can_be_asked(inside):
    with inside():
        for kind in (kind for room in retention for kind in room):
            count(kind.table, kind.due(clock.now()))


def test_the_days_of_my_matches_stand_there(as_person, closed):
    page = as_person("samira").page("/my-data/times").one("main").text
    assert "Joris" in page.split("Wat jullie samen hebben")[1]
    assert "Je aandenken en wat je zelf schreef blijven." in page


def test_who_left_long_ago_goes_by_itself(world, closed, inside, cast):
    with inside():
        for role in db.session.scalars(select(Membership).where(Membership.person_id == cast["samira"])):
            role.until = clock.now()
        db.session.get_one(Person, cast["samira"]).made_at = clock.now() - timedelta(days=400)
        db.session.commit()
    later(world, timedelta(days=300))
    with inside():
        assert db.session.get_one(Person, cast["samira"]).called == "Samira"
    later(world, timedelta(days=400))
    with inside():
        assert db.session.get_one(Person, cast["samira"]).called == "—"


def test_erasing_forgets_where_it_can_and_takes_along_what_cannot_be_without(inside, cast):
    entry = cast.entries["samira_please_read"]
    with inside():
        answers = count(Answer, Answer.entry_id == entry)
        assert answers
        erase(Entry.__table__, Entry.id == entry)
        assert count(Answer, Answer.entry_id == entry) == 0
        session = UUID(str(cast.sessions["held_6"]))
        wrote = count(Entry, Entry.session_id == session)
        assert wrote
        everything = count(Entry, Entry.id.is_not(None))
        erase(Session.__table__, Session.id == session)
        assert count(Entry, Entry.id.is_not(None)) == everything
        db.session.rollback()
