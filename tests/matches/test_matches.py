"""Matches: who is in one, which step it is in, what happened so far, and who finds nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.db import db
from app.journal.models import Entry
from app.journal.policy import readable_by
from app.matches import policy
from app.matches.actions import can_move
from app.matches.guards import Facts
from app.matches.models import KINDS, Match, MatchEvent
from app.people.models import Person
from app.schemes.queries import actor_of
from tests.days import today


def test_both_sides_see_the_same_match(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    for name, other in (("samira", "Joris"), ("joris", "Samira")):
        page = as_person(name).page(path)
        assert other in page.one("h1").text
        assert "Noor stelde deze koppeling voor" in as_person(name).page(f"{path}/history").text
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


def test_every_kind_is_in_the_cast(inside, cast):
    with inside():
        assert set(db.session.scalars(db.select(Match.kind))) == set(KINDS)


def test_who_paused_a_match_is_read_by_the_other_with_the_reason(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    joris, samira = as_person("joris"), as_person("samira")
    joris.submit(joris.page(f"{path}/pause"), until=today(30).isoformat(), reason="Ik ben een maand op reis.")
    assert "Pauze tot" in samira.page("/").text
    assert "Ik ben een maand op reis." in samira.page(f"{path}/history").text
    samira.submit(samira.page(f"{path}/pause-end"))
    assert "Pauze tot" not in samira.page("/").text


@pytest.mark.parametrize("days", [-1, 0, 184])
def test_a_pause_has_an_end_within_half_a_year(as_person, cast, days):
    joris = as_person("joris")
    answer = joris.post(f"/matches/{cast.matches['samira_joris']}/pause", {"until": today(days).isoformat()})
    assert answer.status_code == 422


def test_who_wants_to_stop_says_no_more_and_only_the_team_hears_it(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    samira, noor, joris = as_person("samira"), as_person("noor"), as_person("joris")
    samira.submit(samira.page(f"{path}/stop"))
    assert "vroeg om te stoppen" in noor.page(f"{path}/history").text
    assert "wil stoppen" in noor.page(path).text
    assert "stoppen" not in joris.page(f"{path}/history").text
    assert "Het team weet dat je wilt stoppen" in samira.page(path).text
    for name, told in (("samira", {"/stay"}), ("joris", {"/stop"})):
        links = as_person(name).page(path).links()
        assert {end for end in ("/stay", "/stop") if path + end in links} == told
    assert "Het team weet" not in joris.page(path).text
    assert "Niemand vraagt nu om te stoppen" in joris.submit(joris.page(f"{path}/stay")).text
    assert "wil stoppen" in noor.page(path).text
    samira.submit(samira.page(f"{path}/stay"))
    assert "wil stoppen" not in noor.page(path).text


def test_when_both_ask_to_stop_each_takes_back_only_their_own(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    samira, joris, noor = as_person("samira"), as_person("joris"), as_person("noor")
    for who in (samira, joris):
        who.submit(who.page(f"{path}/stop"))
    for who in (samira, joris):
        assert "Het team weet dat je wilt stoppen" in who.page(path).text
    joris.submit(joris.page(f"{path}/stay"))
    assert "Het team weet" not in joris.page(path).text
    assert "Het team weet dat je wilt stoppen" in samira.page(path).text
    assert "Samira wil stoppen" in noor.page("/desk").text
    samira.submit(samira.page(f"{path}/stay"))
    assert "wil stoppen" not in noor.page(path).text
    assert "wil stoppen" not in noor.page("/desk").text


def test_what_the_team_put_on_hold_stops_contact_but_not_writing_for_oneself(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    noor, samira = as_person("noor"), as_person("samira")
    noor.submit(noor.page(f"{path}/suspension"), reason="Eerst met allebei praten.")
    for end in ("/write", "/sessions/new"):
        assert samira.get(path + end).status_code == 404
    assert samira.post("/diary", {"on": today().isoformat(), "did": "Voor mezelf."}).status_code == 303
    assert "Eerst met allebei praten." not in samira.page(f"{path}/history").text
    assert "even stilgelegd" in samira.page(path).text
    assert samira.get(f"{path}/suspension").status_code == 404
    noor.submit(noor.page(f"{path}/suspension-end"), reason="Het is opgelost.")
    assert samira.get(f"{path}/write").status_code == 200


def test_closing_asks_why_and_how_the_talk_went_and_can_be_undone_for_two_weeks(as_person, cast, inside):
    path = f"/matches/{cast.matches['samira_joris']}"
    noor, joris = as_person("noor"), as_person("joris")
    assert noor.post(f"{path}/closure", {"why": "planned"}).status_code == 422
    noor.submit(noor.page(f"{path}/closure"), why="mentor", talk="Met beiden gebeld.")
    assert "Met beiden gebeld." not in joris.page(f"{path}/history").text
    with inside(), clock.standing_at(clock.now() + timedelta(days=13)):
        assert can_move(
            _actor(cast["noor"]),
            db.session.get_one(Match, cast.matches["samira_joris"]),
            "reopen",
            Facts("Toch."),
        )
    noor.submit(noor.page(f"{path}/reopening"), reason="Ze willen toch door.")
    with inside():
        match = db.session.get_one(Match, cast.matches["samira_joris"])
        assert (match.state, match.closed_at, match.access_until) == ("active", None, None)


def test_a_mentor_looks_back_for_two_weeks_and_a_mentee_for_ever(as_person, cast, inside):
    match_id = cast.matches["samira_joris"]
    noor = as_person("noor")
    noor.submit(noor.page(f"/matches/{match_id}/closure"), why="planned", talk="Mooi gesprek.")
    for days, sees in ((13, True), (15, False), (400, False)):
        with inside(), clock.standing_at(clock.now() + timedelta(days=days)):
            match = db.session.get_one(Match, match_id)
            assert policy.can_see(_actor(cast["joris"]), match) is sees, days
            assert policy.can_see(_actor(cast["samira"]), match)
            entries = db.session.scalars(
                select(Entry.id).where(
                    readable_by(_actor(cast["joris"])),
                    Entry.match_id == match_id,
                    Entry.author_id == cast["samira"],
                )
            ).all()
            assert bool(entries) is sees


def _actor(person_id):
    return actor_of(db.session.get_one(Person, person_id))


def test_a_move_from_another_state_is_refused_and_leaves_no_line(as_person, cast, inside):
    noor = as_person("noor")
    path = f"/matches/{cast.matches['samira_joris']}"
    with inside():
        before = db.session.query(MatchEvent).count()
    for noun, typed in (
        ("reopening", {"reason": "x"}),
        ("meeting", {"on": today().isoformat()}),
        ("withdrawal", {"reason": "x"}),
    ):
        answer = noor.post(f"{path}/{noun}", typed)
        assert answer.status_code == 422
        assert "intussen verder gegaan" in answer.text
    with inside():
        assert db.session.query(MatchEvent).count() == before


def test_what_a_step_means_is_said_to_who_reads_it(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}/closing"
    for name, said in (("samira", "Jullie kijken terug"), ("noor", "Ze kijken terug")):
        assert said in as_person(name).page(path).text
