"""Taking my data along: everything that is somebody's, in clear, for them alone, and nothing of anybody else."""

import io
import json
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import JournalLock
from app.closing.actions import thank
from app.closing.forms import ThanksForm
from app.db import db
from app.ids import new_id
from app.journal.models import Entry
from app.matches.models import Match
from app.mydata.fields import FIELDS
from app.mydata.fields import MACHINE as SERVES
from app.mydata.routes import EXPORTS_IN_A_WINDOW
from app.people.models import Person
from app.privacy.held import held
from app.schemes.queries import actor_of
from app.sessions.models import Session
from tests.pages import Page

# Columns that name somebody in what is not theirs, or only for a while. Who did a thing to a file of somebody else
# finds that in their own log; of worries see KEPT_BACK.
DID_IT = [
    "account_event.by_id",
    "account_event.also_by_id",
    "agreement.begun_by",
    "agreement_revision.by_id",
    "check_in.by_id",
    "concern_note.by_id",
    "concern_reader.person_id",
    "concern_reader.added_by",
    "concern_reading.reader_id",
    "cover.for_id",
    "cover.by_id",
    "cover.asked_by",
    "desk_look.person_id",
    "desk_mark.taken_by_id",
    "desk_mark.given_by_id",
    "feedback.asked_in_by",
    "feedback_reading.reader_id",
    "follow_up.by_id",
    "follow_up.closed_by",
    "goal_reading.reader_id",
    "goal_revision.by_id",
    "guardianship.given_by",
    "handover.from_id",
    "handover.to_id",
    "handover.by_id",
    "invitation.made_by",
    "invitation.used_by",
    "match.coordinator_id",
    "match.stop_asked_by",
    "match_event.by_id",
    "match_question.answered_by",
    "membership.given_by",
    "membership.ended_by",
    "opening.asked_by",
    "opening.agreed_by",
    "opening.stopped_by",
    "opening_look.reader_id",
    "rating_reading.reader_id",
    "reading.reader_id",
    "erasure_request.asked_by",
    "erasure_request.agreed_by",
    "erasure_request.stopped_by",
    "recovery.asked_by",
    "recovery.agreed_by",
    "recovery.stopped_by",
    "requirement.checked_by",
    "requirement.taken_back_by",
    "scheme_revision.by_id",
    "scheme_text.by_id",
    "seen.by_id",
    "session_event.by_id",
    "step.done_by",
    "talk_card.by_id",
    "talk_request.seen_by",
    "talk_request.answered_by",
    "worked_on.by_id",
]
# What only serves the house, though it names somebody: keys, receipts, signs and counts.
MACHINE = ["data_key.owner_id", "receipt.person_id", "flag.person_id", "flag.about_id", "desk_look.about_id"]
MACHINE += ["audit_line.about_id", "desk_mark.about_id"]
KEPT_BACK = ["opening.person_id", "concern.about_id", "concern.raised_by", "check_in.person_id"]
FOR_A_WHILE = ["ceremony.person_id", "invitation.person_id", "scheme_invitation.mentee_id"]


NAMES = ("person_id", "owner_id", "author_id", "about_id")  # also where no foreign key says so


@pytest.fixture
def taken(world):
    """`taken("samira")`: what is in the file that somebody takes along."""

    def take(name: str) -> tuple[dict, str]:
        who = world.person(name, strong=True)
        answer = who.submit(who.page("/my-data/export"), "/export")
        assert answer.mimetype == "application/zip", answer.text
        with zipfile.ZipFile(io.BytesIO(answer.data)) as made:
            assert made.namelist() == ["naast.json", "naast.html"]
            return json.loads(made.read("naast.json")), made.read("naast.html").decode()

    return take


def test_every_column_that_names_a_person_is_taken_along_or_has_a_reason(shared):
    naming = {
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.c
        if column.name in NAMES or any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    own = {f"{kind.table.__tablename__}.{name}" for room in held for kind in room for name in kind.by}
    # Theirs as long as they may read it: what a rule of the room finds.
    through = {"thanks.to_id", "feedback.to_id", "cheer.to_id", "step.owner_id"}
    through |= {f"{kind.table.__tablename__}.by_id" for room in held for kind in room if kind.through}
    reasons = {*DID_IT, *KEPT_BACK, *FOR_A_WHILE, *MACHINE}
    assert naming - own - reasons - through == set()
    assert (own & reasons) - through == set()
    assert reasons - naming == set()


@pytest.mark.parametrize("name", ["samira", "joris", "noor", "ilse", "dilan"])
def test_all_that_is_theirs_is_in_it_row_for_row(taken, inside, cast, name):
    told, _html = taken(name)
    with inside():
        actor = actor_of(db.session.get_one(Person, cast[name]))
        for room in held:
            for kind in room:
                rows = db.session.scalars(select(kind.table).where(kind.mine(actor))).all()
                there = told["parts"].get(kind.table.__tablename__, [])
                assert len(there) >= len(rows), kind.table.__tablename__


def test_her_words_are_in_clear_in_both_and_those_of_others_in_neither(taken, as_person, inside, cast):
    samira, joris = as_person("samira"), as_person("joris")
    samira.submit(samira.page("/diary/new"), "/diary", did="Alleen voor mij geschreven.")
    joris.submit(joris.page("/diary/new"), "/diary", did="Van Joris alleen.")
    told, html = taken("samira")
    said = json.dumps(told, ensure_ascii=False)
    for text in (said, html):
        assert "Alleen voor mij geschreven." in text
        assert "Van Joris alleen." not in text
    with inside():
        mine = db.session.scalars(select(Entry.id).where(Entry.author_id == cast["samira"])).all()
    assert {entry["id"] for entry in told["parts"]["entry"]} == {str(one) for one in mine}
    page = Page(html, "naast.html")
    assert page.one("h1").text == "Mijn gegevens in Naast"
    assert "light-dark(" in html and not page.all("script") and "http" not in html
    assert {"sealed", "token_hash", "public_key", "pin_hash"}.isdisjoint(
        name for rows in told["parts"].values() for row in rows for name in row
    )


def test_a_worry_about_her_is_not_in_it_and_that_is_said(taken, as_person, cast):
    joris = as_person("joris")
    form = joris.page(f"/schemes/{cast.schemes['ours']}/concerns/new")
    joris.submit(form, facts="Iets dat mij zorgen geeft.", who="Samira")
    for name in ("samira", "joris"):
        told, html = taken(name)
        assert "zorgen geeft" not in html + json.dumps(told, ensure_ascii=False)
        assert any("contactpersoon" in why for why in told["kept_back"])


def test_it_asks_for_the_passkey_and_is_made_once(world, as_person):
    weak = as_person("samira")
    assert weak.submit(weak.page("/my-data/export"), "/export").status_code == 403
    strong = world.person("samira", strong=True)
    form = strong.page("/my-data/export")
    assert strong.submit(form, "/export").status_code == 200
    again = strong.submit(form, "/export")
    assert again.status_code == 409
    assert "Maak een nieuw" in again.text


def test_each_part_reads_in_words(taken):
    told, html = taken("samira")
    for words in ("Wie leest dit", "Alleen ik", "Ook het team", "Hoe het voelde", "Programma", "mentee"):
        assert words in html
    assert told["parts"]["entry"][0]["audience"] in ("me", "pair", "team")
    for code in ("audience", "please_read", "one-to-one", "Iets waar nog geen naam voor is"):
        assert f">{code}<" not in html


@pytest.mark.parametrize("name", ["samira", "joris", "noor", "ilse", "dilan", "ravi", "aysel", "milan"])
def test_every_field_has_a_name_or_serves_the_house(inside, cast, name):
    with inside():
        actor = actor_of(db.session.get_one(Person, cast[name]))
        for kind in (kind for room in held for kind in room):
            for row in db.session.scalars(select(kind.table).where(kind.mine(actor))):
                assert fields_in(kind.told(row)) | set(kind.facts) <= {*FIELDS, *SERVES}


def fields_in(value) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(fields_in(one) for one in value.values()))
    return set().union(*(fields_in(one) for one in value)) if isinstance(value, list) else set()


def test_who_asked_to_stop_and_why_it_was_closed_stay_where_they_are(taken, inside, cast):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.stop_asked_at, match.stop_asked_by = clock.now(), cast["joris"]
        match.suspended_at = clock.now()
        db.session.commit()
    told, html = taken("samira")
    [ours] = [one for one in told["parts"]["match"] if one["id"] == str(cast.matches["samira_joris"])]
    assert set(ours) <= {"id", "kind", "name", "state", "coordinator_id", "started_on", "ends_on"} | {
        "paused_until",
        "closed_at",
        "rhythm_days",
        "session_minutes",
    }
    assert "suspended" not in json.dumps(told)


def test_who_no_longer_reads_a_match_takes_nothing_of_it_along(taken, inside, cast):
    ours = str(cast.matches["samira_joris"])
    with inside():
        sessions = db.session.scalars(select(Session.id).where(Session.match_id == UUID(ours))).all()
    before, _html = taken("joris")
    assert ours in {one["id"] for one in before["parts"]["match"]}
    assert {str(one) for one in sessions} <= {one["id"] for one in before["parts"]["session"]}
    assert "agreement_revision" in before["parts"]
    assert any(one["author_id"] == "Samira" for one in before["parts"]["feedback"])
    with inside():
        match = db.session.get_one(Match, UUID(ours))
        match.state, match.closed_at, match.access_until = "closed", clock.now(), clock.now()
        db.session.commit()
    after, _html = taken("joris")
    assert ours not in {one["id"] for one in after["parts"].get("match", [])}
    assert not {str(one) for one in sessions} & {one["id"] for one in after["parts"].get("session", [])}
    assert not any(one["author_id"] == "Samira" for one in after["parts"].get("feedback", []))
    for gone in ("agreement", "agreement_revision"):
        kept = {one["id"] for one in before["parts"][gone] if "id" in one}
        assert (
            not kept & {one.get("id") for one in after["parts"].get(gone, [])} or gone == "agreement_revision"
        )
    assert any(one["author_id"] == "Joris" for one in after["parts"]["feedback"])


def test_a_closed_note_is_told_to_its_writer_alone(taken, inside, cast):
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        match.state = "closing"
        joris = actor_of(db.session.get_one(Person, cast["joris"]))
        thank(joris, match, ThanksForm(to=cast["samira"], said="Jij maakte dit jaar mooi."), new_id())
        db.session.commit()
    assert "Jij maakte dit jaar mooi." in taken("joris")[1]
    assert "Jij maakte dit jaar mooi." not in taken("samira")[1]


def test_nothing_of_the_pin_is_told(world, taken, inside, cast):
    with inside():
        db.session.add(JournalLock(person_id=cast["samira"], pin_hash="$argon2id$geheim"))
        db.session.commit()
    who = world.person("samira", strong=True)
    answer = who.submit(who.page("/my-data/export"), "/export")
    assert b"argon2id" not in answer.data
    with inside():
        kinds = [kind for room in held for kind in room if kind.table is JournalLock]
    assert [kind.facts for kind in kinds] == [("forgot_at", "opens_at")]


def test_a_sixth_within_ten_minutes_has_to_wait_and_others_do_not(world):
    samira, joris = world.person("samira", strong=True), world.person("joris", strong=True)
    answers = [samira.post("/my-data/export", {}).status_code for _ in range(EXPORTS_IN_A_WINDOW + 1)]
    assert answers == [200] * EXPORTS_IN_A_WINDOW + [429]
    assert world.person("samira", strong=True).post("/my-data/export", {}).status_code == 429
    assert joris.post("/my-data/export", {}).status_code == 200
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        assert world.person("samira", strong=True).post("/my-data/export", {}).status_code == 200
