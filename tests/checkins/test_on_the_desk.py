"""Whom it is time to call: the people of a match by the team's clock, and a parent or guardian by another."""

import pytest
from sqlalchemy import delete, update

from app.checkins.models import CheckIn
from app.db import db
from app.matches.models import Match
from app.schemes.models import Guardianship, Scheme
from tests.days import today
from tests.signs import signs


@pytest.fixture
def called_home(inside, cast, as_person):
    """`called_home(days)`: somebody at home of Samira was spoken so many days ago, or (None) never."""

    def change(days: int | None, way: str = "call") -> None:
        match_id = cast.matches["samira_joris"]
        if days is not None:
            visitor = as_person("noor")
            path = f"/matches/{match_id}/check-ins"
            page = visitor.page(f"{path}/new?person=guardian")
            assert visitor.submit(page, path, way=way).status_code == 303
        with inside():
            db.session.get_one(Match, match_id).started_on = today(-200)
            home = (CheckIn.match_id == match_id, CheckIn.person_id.is_(None))
            if days is None:
                db.session.execute(delete(CheckIn).where(*home))
            else:
                db.session.execute(update(CheckIn).where(*home).values(on=today(-days)))

    return change


@pytest.mark.parametrize(("days", "told"), [(None, True), (90, False), (91, True)])
def test_home_is_called_each_quarter(as_person, called_home, days, told):
    called_home(days)
    assert ("family" in signs(as_person("noor"))) is told


def test_nobody_answering_is_no_call(as_person, called_home):
    called_home(5, way="no-answer")
    assert "family" in signs(as_person("noor"))


def test_the_scheme_says_how_often(as_person, called_home, inside, cast):
    called_home(60)
    assert "family" not in signs(as_person("noor"))
    with inside():
        db.session.get_one(Scheme, cast.schemes["ours"]).settings = {"family_days": 60}
    assert "family" in signs(as_person("noor"))


def test_who_has_nobody_in_the_scheme_has_nobody_to_call(as_person, called_home, inside):
    called_home(None)
    with inside():
        db.session.execute(delete(Guardianship))
    assert "family" not in signs(as_person("noor"))
