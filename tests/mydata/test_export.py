"""Taking my data along: everything that is somebody's, in clear, for them alone, and nothing of anybody else."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db
from app.journal.models import Entry
from app.mydata.routes import EXPORTS_IN_A_WINDOW
from app.privacy.held import held
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
    "rating_reading.reader_id",
    "reading.reader_id",
    "recovery.asked_by",
    "recovery.approved_by",
    "recovery.refused_by",
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
KEPT_BACK = ["concern.about_id", "concern.raised_by", "check_in.person_id"]
FOR_A_WHILE = ["ceremony.person_id", "invitation.person_id", "scheme_invitation.mentee_id"]


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
        if any(key.column.table.name == "person" for key in column.foreign_keys)
    }
    own = {f"{kind.table.__tablename__}.{name}" for room in held for kind in room for name in kind.by}
    through = {f"{kind.table.__tablename__}.by_id" for room in held for kind in room if kind.through}
    reasons = {*DID_IT, *KEPT_BACK, *FOR_A_WHILE}
    assert naming - own - reasons == set()
    assert (own & reasons) - through == set()
    assert reasons - naming == set()


@pytest.mark.parametrize("name", ["samira", "joris", "noor", "ilse", "dilan"])
def test_all_that_is_theirs_is_in_it_row_for_row(taken, inside, cast, name):
    told, _html = taken(name)
    with inside():
        for room in held:
            for kind in room:
                rows = db.session.scalars(select(kind.table).where(kind.mine(cast[name]))).all()
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
    assert Page(html, "naast.html").one("h1").text == "Mijn gegevens in Naast"
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


def test_a_sixth_within_ten_minutes_has_to_wait_and_others_do_not(world):
    samira, joris = world.person("samira", strong=True), world.person("joris", strong=True)
    answers = [samira.post("/my-data/export", {}).status_code for _ in range(EXPORTS_IN_A_WINDOW + 1)]
    assert answers == [200] * EXPORTS_IN_A_WINDOW + [429]
    assert world.person("samira", strong=True).post("/my-data/export", {}).status_code == 429
    assert joris.post("/my-data/export", {}).status_code == 200
    with clock.standing_at(clock.now() + timedelta(minutes=10)):
        assert world.person("samira", strong=True).post("/my-data/export", {}).status_code == 200
