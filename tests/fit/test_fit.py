"""Whether it fits: asked after the first and third session, answered in private; a "rather not" finds the team."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.db import db
from app.fit.models import Fit
from app.flags.models import Flag
from app.sessions.models import Session
from tests.days import today


@pytest.fixture
def young(cast, inside):
    """Samira and Joris met once, so far; the address of the question."""
    match = cast.matches["samira_joris"]
    with inside():
        held = select(Session).where(Session.match_id == match, Session.state == "held").order_by(Session.on)
        for session in db.session.scalars(held).all()[1:]:
            session.state = "planned"
            session.on = today(200) + timedelta(days=session.id.int % 90)
    return f"/matches/{match}/fit"


def _flags(inside) -> list[Flag]:
    with inside():
        return list(db.session.scalars(select(Flag).where(Flag.kind == "fit", Flag.lowered_at.is_(None))))


def test_each_is_asked_after_the_first_session_and_once(as_person, young):
    samira, joris = as_person("samira"), as_person("joris")
    for who in (samira, joris):
        assert young in who.page("/").links()
    samira.submit(samira.page(young), answer="good")
    assert young not in samira.page("/").links()
    assert young in joris.page("/").links()


def test_after_nine_sessions_nobody_is_asked(as_person, cast):
    assert f"/matches/{cast.matches['samira_joris']}/fit" not in as_person("samira").page("/").links()


def test_nobody_else_reads_a_good_answer(as_person, young, inside):
    samira = as_person("samira")
    answered = samira.submit(samira.page(young), answer="finding-out", said="Hij is wel stil.").location
    assert "Hij is wel stil." in samira.page(answered).text
    for name in ("joris", "noor", "femke", "ilse", "vera"):
        assert as_person(name).get(answered).status_code == 404
    with inside():
        assert b"stil" not in db.session.scalars(select(Fit).where(Fit.person_id == samira.id)).one().sealed


def test_a_rather_not_goes_to_the_team_and_not_to_the_other(as_person, young, cast, inside):
    before = len(_flags(inside))
    joris, noor = as_person("joris"), as_person("noor")
    answered = joris.submit(joris.page(young), answer="rather-not", said="Het klikt niet.").location
    assert len(_flags(inside)) == before + 1
    text = noor.page(answered).text
    assert "Het klikt niet." in text
    assert "eerst de mentee" in text
    assert as_person("samira").get(answered).status_code == 404
    joris.submit(joris.page(young), answer="good")
    assert len(_flags(inside)) == before
    assert noor.get(answered).status_code == 404


def test_it_waits_for_no_network_and_is_asked_of_nobody_outside(as_person, young, world):
    assert as_person("samira").page(young).form("/fit").get("data-offline") == "fit.answer"
    for name in ("noor", "milan", "vera", "ilse"):
        assert as_person(name).get(young).status_code == 404
