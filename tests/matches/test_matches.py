"""Matches: who is in one, which step it is in, what happened so far, and who finds nothing."""

import pytest

from app import clock
from app.db import db
from app.matches.actions import MOVES, NoSuchMove, move
from app.matches.models import KINDS, STATES, STEP_OF, STEPS, Match, MatchEvent
from app.people.models import Person
from app.schemes.queries import actor_of


def test_both_sides_see_the_same_match(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    for name, other in (("samira", "Joris"), ("joris", "Samira")):
        page = as_person(name).page(path)
        assert other in page.one("h1").text
        assert "Noor stelde deze koppeling voor" in page.text
        assert "Op weg" in page.text


def test_peers_are_not_called_mentor(as_person, cast):
    main = as_person("yusuf").page(f"/matches/{cast.matches['peer']}").one("main").text
    assert "mentor" not in main.lower()
    assert "mentee" not in main.lower()


def test_a_group_carries_its_name(as_person, cast):
    page = as_person("amina").page(f"/matches/{cast.matches['group']}")
    assert page.one("h1").text == "De fietsenmakers"
    assert "Yusuf" in page.text


@pytest.mark.parametrize("name", ["vera", "tijn", "milan", "aysel", "ilse", "karim", "femke"])
def test_who_has_nothing_to_do_with_a_match_finds_nothing(as_person, cast, name):
    who = as_person(name)
    for end in ("", "/sessions", "/sessions/new", "/write"):
        assert who.get(f"/matches/{cast.matches['samira_joris']}{end}").status_code == 404


def test_every_state_stands_in_one_of_the_five_steps_and_every_kind_is_in_the_cast(inside, cast):
    assert set(STEP_OF) == set(STATES) == set(MOVES)
    assert set(STEP_OF.values()) == set(STEPS)
    with inside():
        assert set(db.session.scalars(db.select(Match.kind))) == set(KINDS)


def test_a_move_the_table_does_not_know_is_refused_and_leaves_no_line(inside, cast):
    with inside():
        noor = actor_of(db.session.get_one(Person, cast["noor"]))
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        before = db.session.query(MatchEvent).count()
        for state in set(STATES) - set(MOVES["active"]):
            with pytest.raises(NoSuchMove):
                move(noor, match, "leap", state)
        assert match.state == "active"
        assert db.session.query(MatchEvent).count() == before


def test_every_move_says_who_when_and_between_which_states(inside, cast):
    with inside():
        noor = actor_of(db.session.get_one(Person, cast["noor"]))
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        move(noor, match, "start-closing", "closing", "A year together.")
    with inside():
        last = db.session.scalars(
            db.select(MatchEvent).where(MatchEvent.match_id == match.id).order_by(MatchEvent.server_at.desc())
        ).first()
        assert (last.from_state, last.to_state, last.by_id) == ("active", "closing", cast["noor"])
        assert last.reason == "A year together."
        assert last.server_at <= clock.now()
