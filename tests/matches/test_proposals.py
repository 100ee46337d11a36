"""Proposals: made by hand with reasons, answered yes, no or with a question, asked again, and withdrawn by the clock."""

from datetime import timedelta

import pytest

from app import clock
from app.db import db
from app.jobs import tick
from app.matches.models import Match, MatchEvent
from app.people.models import Person
from tests.marks import ON_ONE

REASONS = "Jullie zijn allebei gek op tekenen."


@pytest.fixture
def proposed(as_person, cast):
    """A proposal for Dilan and Joris, made by Bas; its address."""
    return _propose(as_person("bas"), cast, [cast["dilan"]], [cast["joris"]], helps="Zij vroeg er zelf om.")


def _propose(who, cast, mentees, mentors, status=303, **more):
    page = who.page(f"/schemes/{cast.schemes['ours']}/matches/new")
    answer = who.submit(page, "/matches", mentees=mentees, mentors=mentors, **{"reasons": REASONS, **more})
    assert answer.status_code == status, answer.text
    return answer.location.removesuffix("/proposal") if status == 303 else answer.text


def _id(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def test_both_find_the_reasons_on_today_and_nothing_else_of_the_match(as_person, proposed):
    for name in ("dilan", "joris"):
        who = as_person(name)
        assert any(f"{proposed}/proposal" in link for link in who.page("/").links())
        assert REASONS in who.page(f"{proposed}/proposal").text
        assert who.get(proposed).status_code == 404


def test_when_both_say_yes_they_prepare(as_person, proposed):
    dilan, joris = as_person("dilan"), as_person("joris")
    page = dilan.page(f"{proposed}/proposal")
    dilan.submit(page, f"{proposed}/yes")
    assert "Je zei ja" in dilan.page(f"{proposed}/proposal").text
    assert "Joris" in dilan.page("/").text
    joris.submit(joris.page(f"{proposed}/proposal"), f"{proposed}/yes")
    assert "Voorbereiden" in joris.page(proposed).text


def test_a_no_needs_no_reason_and_ends_it_for_both_without_blame(as_person, proposed):
    dilan, joris = as_person("dilan"), as_person("joris")
    joris.submit(joris.page(f"{proposed}/proposal"), f"{proposed}/yes")
    answer = dilan.submit(dilan.page(f"{proposed}/proposal"), f"{proposed}/no")
    assert "Goed dat je het zei" in dilan.follow(answer).text
    for who in (dilan, joris):
        assert who.get(proposed).status_code == who.get(f"{proposed}/proposal").status_code == 404
        assert proposed not in " ".join(who.page("/").links())
    assert "Dilan zei nee" in as_person("bas").page(f"{proposed}/history").text


def test_one_more_question_goes_to_the_team_and_its_answer_to_who_asked(as_person, proposed, cast, inside):
    dilan, bas, joris = as_person("dilan"), as_person("bas"), as_person("joris")
    dilan.submit(dilan.page(f"{proposed}/proposal"), f"{proposed}/questions", asks="Houdt hij van honden?")
    there = bas.page(f"{proposed}/proposal")
    assert "Houdt hij van honden?" in there.text
    link = next(link for link in there.links() if "match-questions" in link)
    bas.submit(bas.page(link), said="Hij heeft er twee.")
    answered = dilan.page(f"{proposed}/proposal")
    assert "Hij heeft er twee." in answered.text
    colours = [figure.all("span")[0].get("class").split()[1] for figure in answered.all("figure")]
    with inside():
        mine, theirs = (f"tone-{db.session.get_one(Person, cast[name]).tone}" for name in ("dilan", "bas"))
    assert mine != theirs
    assert colours == [theirs, mine, theirs]
    assert "honden" not in joris.page(f"{proposed}/proposal").text
    assert joris.get(link).status_code == 404


def test_it_is_asked_again_after_a_week_and_withdrawn_after_two(as_person, proposed, inside):
    made = clock.now()
    for days, state, again in (
        (6, "proposed", False),
        (7, "proposed", True),
        (13, "proposed", True),
        (14, "withdrawn", True),
    ):
        with inside(), clock.standing_at(made + timedelta(days=days, minutes=1)):
            tick()
        with inside():
            match = db.session.get_one(Match, _as_id(proposed))
            assert (match.state, match.reminded_at is not None) == (state, again), days
    with inside():
        last = db.session.scalars(
            db.select(MatchEvent)
            .where(MatchEvent.match_id == _as_id(proposed))
            .order_by(MatchEvent.id.desc())
        ).first()
        assert (last.verb, last.by_id, last.as_who) == ("expire", None, "clock")
    assert as_person("dilan").get(f"{proposed}/proposal").status_code == 404


def _as_id(path: str):
    return Match.id.type.python_type(_id(path))


def test_the_team_withdraws_it_with_a_reason_that_stays_with_the_team(as_person, proposed, inside):
    bas = as_person("bas")
    refused = bas.post(f"{proposed}/withdrawal", {})
    assert refused.status_code == 422
    bas.submit(bas.page(f"{proposed}/withdrawal"), reason="Er speelt te veel thuis.")
    assert as_person("joris").get(f"{proposed}/proposal").status_code == 404
    assert "Er speelt te veel thuis." in bas.page(f"{proposed}/history").text
    with inside():
        sealed = db.session.scalars(
            db.select(MatchEvent.sealed).where(
                MatchEvent.verb == "withdraw", MatchEvent.match_id == _as_id(proposed)
            )
        ).one()
        assert b"thuis" not in sealed


def test_a_mentor_that_the_mentee_brings_answers_alone(as_person, cast):
    path = _propose(as_person("noor"), cast, [cast["ravi"]], [cast["wouter"]], brought="true")
    wouter = as_person("wouter")
    wouter.submit(wouter.page(f"{path}/proposal"), f"{path}/yes")
    assert "Voorbereiden" in as_person("ravi").page(path).text


def test_after_an_earlier_match_somebody_writes_why_a_new_one_helps(as_person, cast):
    text = _propose(as_person("bas"), cast, [cast["dilan"]], [cast["joris"]], status=422)
    assert "Er was al eerder een koppeling" in text
    assert REASONS in text


def test_a_new_match_waits_until_the_days_after_the_last_one_are_over(as_person, cast, inside):
    with inside():
        db.session.get_one(Match, cast.matches["closed"]).closed_at = clock.now() - timedelta(days=20)
    text = _propose(as_person("bas"), cast, [cast["dilan"]], [cast["joris"]], 422, helps="Zij wil door.")
    assert "kan vanaf" in text


@ON_ONE
@pytest.mark.parametrize(
    ("mentees", "mentors", "kind", "more"),
    [
        ((), ("joris",), "one-to-one", {}),
        (("ravi", "yusuf"), ("joris",), "one-to-one", {}),
        (("ravi",), ("joris",), "group", {"name": "Samen"}),
        (("ravi", "yusuf"), ("joris",), "group", {}),
        (("ravi",), (), "peer", {}),
        (("ravi",), ("vera",), "one-to-one", {}),
    ],
)  # fmt: skip
def test_who_does_not_fit_the_kind_is_said_and_nothing_typed_is_lost(
    as_person, cast, inside, mentees, mentors, kind, more
):
    noor = as_person("noor")
    sent = {
        "kind_of_match": kind,
        "mentees": [str(cast[name]) for name in mentees],
        "mentors": [str(cast[name]) for name in mentors],
        "reasons": REASONS,
        **more,
    }
    answer = noor.post(f"/schemes/{cast.schemes['ours']}/matches", sent)
    assert answer.status_code == 422
    assert REASONS in answer.text


def test_only_the_team_proposes_and_nobody_for_themselves_oversees(as_person, cast):
    for name in ("femke", "samira", "joris", "vera", "karim"):
        assert as_person(name).get(f"/schemes/{cast.schemes['ours']}/matches/new").status_code == 404


def test_the_board_of_the_team_shows_what_waits(as_person, proposed, cast):
    dilan = as_person("dilan")
    dilan.submit(dilan.page(f"{proposed}/proposal"), f"{proposed}/questions", asks="Wanneer dan?")
    board = as_person("noor").follow(as_person("noor").get("/desk/matches"))
    assert "Dilan & Joris" in board.text
    assert "Een vraag" in board.text
    assert as_person("samira").get(f"/schemes/{cast.schemes['ours']}/matches").status_code == 404
