"""What a mentor needs: the team writes down what it saw, it expires, and without it nobody gets a new match."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from app.db import db
from app.matches.models import Match
from app.requirements.actions import holds_until
from app.requirements.models import Requirement
from app.schemes.models import Scheme
from tests.days import today
from tests.signs import signs


def beside(cast, name="joris"):
    """The path of a person at the desk."""
    return f"/schemes/{cast.schemes['ours']}/people/{cast[name]}"


def write_down(visitor, cast, name="joris", **fields):
    """Somebody of the team writes down what they saw."""
    path = f"{beside(cast, name)}/requirements"
    return visitor.submit(visitor.page(f"{path}/new"), path, **fields)


@pytest.fixture
def nothing_seen(inside):
    """Nobody showed anything yet."""
    with inside():
        db.session.execute(delete(Requirement))


def propose(visitor, cast, mentor="hanna", mentee="samira"):
    """Somebody of the team proposes a match by hand."""
    path = f"/schemes/{cast.schemes['ours']}/matches"
    page = visitor.page(f"{path}/new")
    fields = {"mentees": [cast[mentee]], "mentors": [cast[mentor]], "reasons": "They both like bikes."}
    return visitor.submit(page, path, kind_of_match="one-to-one", **fields)


def test_what_was_seen_stands_beside_the_mentor_and_on_their_own_page(as_person, cast, nothing_seen):
    answer = write_down(as_person("noor"), cast, what="vog", seen_on=str(today(-10)))
    page = as_person("noor").follow(answer)
    assert "VOG" in page.text and "gezien door Noor" in page.text and "Nog niet klaar" in page.text
    assert "gezien door Noor" in as_person("joris").page("/me").text


def test_all_that_is_needed_makes_a_mentor_ready(as_person, cast, nothing_seen):
    for what in ("intake", "vog", "training", "code"):
        assert "Nog niet klaar" in as_person("noor").page(beside(cast)).text
        assert write_down(as_person("noor"), cast, what=what).status_code == 303
    assert "Klaar voor een nieuwe koppeling." in as_person("noor").page(beside(cast)).text


def test_a_vog_holds_three_years_and_training_one(inside, cast):
    with inside():
        scheme = db.session.get_one(Scheme, cast.schemes["ours"])
        day = today(-100)
        assert holds_until(scheme, "vog", day).year == day.year + 3
        assert holds_until(scheme, "training", day) == day + timedelta(days=365)
        assert holds_until(scheme, "code", day) is None
        leap = day.replace(year=2024, month=2, day=29)
        assert holds_until(scheme, "vog", leap) == leap.replace(year=2027, day=28)


@pytest.mark.parametrize(
    "fields",
    [{"seen_on": "2999-01-01"}, {"seen_on": "1999-01-01"}, {"seen_on": "no day"}, {"what": "passport"}],
    ids=str,
)
def test_what_cannot_be_is_said_and_kept(as_person, cast, inside, fields):
    path = f"{beside(cast)}/requirements"
    visitor = as_person("noor")
    page = visitor.page(f"{path}/new")
    answer = visitor.post(path, data={**page.form(path).fields(), **fields})
    assert answer.status_code == 422
    assert "problem" in answer.text


def test_a_vog_of_too_long_ago_is_refused(as_person, cast, inside):
    answer = write_down(as_person("noor"), cast, what="vog", seen_on=str(today(-1200)))
    assert answer.status_code == 422 and "Dat is te lang geleden" in answer.text


def test_without_a_vog_nobody_gets_a_new_match_and_a_running_one_goes_on(as_person, cast, inside):
    with inside():
        db.session.execute(
            delete(Requirement).where(Requirement.person_id == cast["hanna"], Requirement.kind == "vog")
        )
        running = db.session.get_one(Match, cast.matches["preparing"]).state
    answer = propose(as_person("noor"), cast)
    assert answer.status_code == 422 and "Wat ontbreekt: de VOG." in answer.text
    with inside():
        assert db.session.get_one(Match, cast.matches["preparing"]).state == running
    write_down(as_person("noor"), cast, "hanna", what="vog")
    assert propose(as_person("noor"), cast).status_code == 303


def test_a_scheme_may_ask_for_less_but_never_take_what_expired(as_person, cast, inside, nothing_seen):
    with inside():
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"mentor_needs": "recorded"}
    assert propose(as_person("noor"), cast).status_code == 303
    write_down(as_person("noor"), cast, "wouter", what="training")
    with inside():
        db.session.execute(update(Requirement).values(expires_on=today(-1)))
    answer = propose(as_person("noor"), cast, "wouter", "yusuf")
    assert answer.status_code == 422 and "Wat ontbreekt: de training." in answer.text


@pytest.mark.parametrize(("days", "told"), [(43, False), (42, True), (1, True), (-5, True)])
def test_the_desk_hears_six_weeks_before_it_expires(as_person, cast, inside, days, told):
    with inside():
        of_joris = (Requirement.person_id == cast["joris"], Requirement.kind == "vog")
        db.session.execute(update(Requirement).where(*of_joris).values(expires_on=today(days)))
    assert ("requirement" in signs(as_person("noor"))) is told


def test_two_of_one_day_count_as_the_later_one(as_person, cast, inside):
    write_down(as_person("noor"), cast, what="vog")
    with inside():
        found = db.session.scalars(
            select(Requirement)
            .where(Requirement.person_id == cast["joris"], Requirement.kind == "vog")
            .order_by(Requirement.id)
        ).all()
        found[0].seen_on, found[0].expires_on = found[-1].seen_on, today(1)
    assert "requirement" not in signs(as_person("noor"))


def test_a_newer_one_and_one_taken_back_are_no_reason(as_person, cast, inside):
    with inside():
        of_joris = (Requirement.person_id == cast["joris"], Requirement.kind == "vog")
        db.session.execute(update(Requirement).where(*of_joris).values(expires_on=today(1)))
        old = db.session.scalars(select(Requirement.id).where(*of_joris)).one()
    assert "requirement" in signs(as_person("noor"))
    write_down(as_person("noor"), cast, what="vog")
    assert "requirement" not in signs(as_person("noor"))
    with inside():
        newer = db.session.scalars(select(Requirement.id).where(*of_joris, Requirement.id != old)).one()
    visitor = as_person("noor")
    path = f"/requirements/{newer}"
    assert visitor.submit(visitor.page(path), f"{path}/taking-back").status_code == 303
    assert "requirement" in signs(as_person("noor"))
    assert "teruggenomen" in as_person("noor").page(path).text


@pytest.mark.parametrize("name", ["samira", "joris", "femke", "karim", "ilse", "vera"])
def test_others_find_nothing(as_person, cast, inside, name):
    with inside():
        seen = db.session.scalars(
            select(Requirement.id).where(Requirement.person_id == cast["milan"])
        ).first()
    visitor = as_person(name)
    for path in (f"/requirements/{seen}", f"{beside(cast, 'milan')}/requirements/new"):
        assert visitor.get(path).status_code == 404
    path = f"{beside(cast, 'milan')}/requirements"
    assert visitor.post(path, data={"what": "vog"}).status_code == 404


def test_nobody_writes_down_their_own_and_only_a_mentor_has_them(as_person, cast):
    assert (
        as_person("sanne").get(f"/schemes/{cast.schemes['elsewhere']}/people/{cast['vera']}").status_code
        == 200
    )
    own = f"/schemes/{cast.schemes['elsewhere']}/people/{cast['vera']}/requirements/new"
    assert as_person("sanne").get(own).status_code == 200
    assert as_person("vera").get(own).status_code == 404
    assert as_person("noor").get(f"{beside(cast, 'samira')}/requirements/new").status_code == 404
