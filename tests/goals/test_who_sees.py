"""Who sees a goal: its author, those it was shared with, the team where the author wants that; and its trail."""

from app import clock
from app.db import db
from app.goals.content import content_of, seal_content
from app.goals.models import Goal
from app.matches.models import Match

SEES = {
    "talk": {"samira", "joris"},
    "guitar": {"samira"},
    "sleep": {"samira"},
    "listen": {"samira", "joris"},
    "open_days": {"samira", "joris", "noor", "bas"},
    "job": {"aysel", "milan", "noor", "bas"},
    "letter": {"aysel", "milan", "noor", "bas"},
    "bike": {"yusuf", "amina", "milan"},
    "shy": {"amina"},
    "bus": {"dilan"},
    "chess": {"tijn", "vera"},
}
EVERYBODY = sorted({name for names in SEES.values() for name in names} | {"femke", "karim", "ilse", "wouter"})


def test_a_goal_opens_for_exactly_these(as_person, cast):
    """All goals in one world: who reads one is noted, and opens no other by that."""
    people = [as_person(name) for name in EVERYBODY]
    opened = {
        goal: {who.name for who in people if who.get(f"/goals/{cast.goals[goal]}").status_code == 200}
        for goal in SEES
    }
    assert opened == SEES


def test_in_a_group_a_mentee_sees_anothers_goal_only_when_it_was_shared(as_person, cast):
    text = as_person("amina").page("/goals").text
    assert "Een fiets helemaal zelf maken" in text
    assert "Iets vragen als ik het niet snap" in text
    assert "Iets vragen" not in as_person("yusuf").page("/goals").text


def test_two_have_the_same_rights_on_a_goal_of_both(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    for person in (samira, joris):
        page = person.page(f"/goals/{cast.goals['open_days']}/progress/new")
        assert person.submit(page, "/progress", number="2").status_code == 303


def test_only_its_owner_tells_how_an_own_goal_goes(as_person, cast):
    joris = as_person("joris")
    goal = cast.goals["talk"]
    assert joris.get(f"/goals/{goal}/progress/new").status_code == 404
    assert joris.post(f"/goals/{goal}/progress", {"on": "2026-11-01", "score": "9"}).status_code == 404
    assert joris.post(f"/goals/{goal}/dropped", {}).status_code == 404
    assert joris.post(f"/goals/{goal}/sharing", {"audience": "team"}).status_code == 404


def test_reading_by_the_team_is_shown_to_the_author(as_person, cast):
    joris, noor = as_person("joris"), as_person("noor")
    goal = cast.goals["open_days"]
    assert "Gelezen door het team" not in joris.page(f"/goals/{goal}").text
    noor.page(f"/goals/{goal}")
    assert "Gelezen door het team" in joris.page(f"/goals/{goal}").text


def test_the_author_chooses_again_and_it_is_sealed_anew(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    goal = cast.goals["talk"]
    samira.submit(samira.page(f"/goals/{goal}"), "/sharing", audience="team")
    assert "Een praatje van 5 minuten" in noor.page(f"/goals/{goal}").text
    samira.submit(samira.page(f"/goals/{goal}"), "/sharing", audience="me")
    assert noor.get(f"/goals/{goal}").status_code == 404
    assert as_person("joris").get(f"/goals/{goal}").status_code == 404


def test_while_a_match_is_suspended_nobody_hears_of_the_other(as_person, cast, inside):
    with inside():
        db.session.get(Match, cast.matches["samira_joris"]).suspended_at = clock.now()
    samira, joris = as_person("samira"), as_person("joris")
    assert joris.get(f"/goals/{cast.goals['talk']}").status_code == 404
    page = samira.page(f"/goals/{cast.goals['talk']}/progress/new")
    assert samira.submit(page, "/progress", number="4").status_code == 303


def test_whose_goal_it_is_is_said_as_its_reader_would(as_person, cast, inside):
    """A goal of all of them is "ours" to who is in the match only; what it taught belongs to the same people."""
    with inside():
        for name in ("open_days", "talk"):
            goal = db.session.get_one(Goal, cast.goals[name])
            content = {**content_of(goal), "why": "Omdat het moet", "learned": "Dat het kan"}
            goal.state, goal.ended_at = "dropped", clock.now()
            goal.sealed = seal_content(goal, content)
        db.session.commit()
    mine = ("Mijn doel", "van jou", "Wat ik ervan leerde")
    ours = ("Een doel van ons samen", "van jullie", "Wat we ervan leerden")
    theirs = ("eigen", "Wat het opleverde")
    for who, name, said in (
        ("samira", "talk", mine),
        ("joris", "talk", ("Een doel van Samira", *theirs)),
        ("samira", "open_days", ours),
        ("joris", "open_days", ours),
        ("noor", "open_days", ("Een doel van hen samen", *theirs)),
    ):
        text = as_person(who).page(f"/goals/{cast.goals[name]}").text
        for words in said:
            assert words in text, (who, name, words)
        for words in {*mine, *ours} - {*said}:
            assert words not in text, (who, name, words)
