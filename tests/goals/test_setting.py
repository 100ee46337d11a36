"""Setting a goal: five questions of which one needs an answer, and nothing typed is lost."""

import pytest

from app.db import db
from app.goals.models import Goal, GoalRevision, Step
from tests.days import today
from tests.marks import ON_ONE
from tests.pages import Page


def set_page(person, cast, match: str = "samira_joris") -> Page:
    return person.page(f"/matches/{cast.matches[match]}/goals/new")


def latest(inside, author) -> Goal:
    with inside():
        return db.session.scalars(
            db.select(Goal).where(Goal.author_id == author).order_by(Goal.id.desc())
        ).first()


def test_one_answer_is_enough_and_the_page_says_what_is_open_without_insisting(as_person, cast):
    samira = as_person("samira")
    page = samira.follow(samira.submit(set_page(samira, cast), "/goals", what="Leren zwemmen in het diepe"))
    assert "4 dingen zijn nog open" in page.text
    assert "Waarom is dit belangrijk voor jou?" in page.text
    assert "Je kunt gewoon verder." in page.text


def test_with_five_answers_nothing_is_open(as_person, cast):
    samira = as_person("samira")
    page = samira.follow(
        samira.submit(
            set_page(samira, cast),
            "/goals",
            what="Leren zwemmen in het diepe",
            see="Ik zwem naar de overkant.",
            helps="Elke zaterdag met mijn nicht.",
            why="Dan kan ik mee op kamp.",
            until=today(60).isoformat(),
        )
    )
    assert "nog open" not in page.text
    assert "duidelijk" in page.text


def test_the_words_are_sealed_in_the_database(as_person, cast, inside):
    samira = as_person("samira")
    samira.submit(set_page(samira, cast), "/goals", what="Leren zwemmen", steps="Badpak kopen")
    goal = latest(inside, samira.id)
    assert b"zwemmen" not in goal.sealed
    with inside():
        step = db.session.scalars(db.select(Step).where(Step.goal_id == goal.id)).one()
        assert b"Badpak" not in step.sealed


def test_a_goal_is_shared_with_the_match_unless_its_author_chooses_otherwise(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    shared = samira.submit(set_page(samira, cast), "/goals", what="Voor ons allebei").location
    alone = samira.submit(set_page(samira, cast), "/goals", what="Voor mij", audience="me").location
    assert joris.get(shared).status_code == 200
    assert joris.get(alone).status_code == 404


def test_a_goal_of_two_is_for_both_to_see(as_person, cast):
    samira = as_person("samira")
    answer = samira.submit(
        set_page(samira, cast), "/goals", what="Samen koken", belongs="pair", audience="me"
    )
    assert answer.status_code == 422
    assert "Een doel van jullie samen zien jullie allemaal." in answer.text
    assert "Samen koken" in answer.text


def test_who_is_in_no_match_sets_goals_for_themself(as_person, cast):
    femke = as_person("femke")
    page = femke.follow(femke.get("/goals/new"))
    shown = femke.follow(femke.submit(page, "/goals", what="Elke dag een uur zonder scherm"))
    assert "Alleen jij." in shown.text


@ON_ONE
@pytest.mark.parametrize("typed", ["5", "5,0", "5.0", "٥", "५", "５", " 5 "])
def test_a_number_is_taken_in_the_digits_of_any_script(as_person, cast, typed):
    samira = as_person("samira")
    page = samira.follow(
        samira.submit(set_page(samira, cast), "/goals", what="Vijf keer oefenen", unit="演習", target=typed)
    )
    assert "0 / 5" in page.text
    assert "演習" in page.text


@ON_ONE
@pytest.mark.parametrize(("typed", "shown"), [("10.000", "10.000"), ("10,000", "10.000"), ("2,5", "2,5")])
def test_thousands_and_decimals_are_told_apart(as_person, cast, typed, shown):
    samira = as_person("samira")
    page = samira.follow(
        samira.submit(set_page(samira, cast), "/goals", what="Veel lopen", unit="stappen", target=typed)
    )
    assert f"0 / {shown}" in page.text


@ON_ONE
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"until": "31-02-2027"}, "Schrijf een datum"),
        ({"until": "2020-01-01"}, "Deze dag is voorbij."),
        ({"until": "2999-01-01"}, "Dat duurt nog jaren."),
        ({"target": "3", "start": "5", "unit": "keer"}, "Dit moet meer zijn dan waar je begint."),
        ({"target": "0", "unit": "keer"}, "Dit moet meer zijn dan waar je begint."),
        ({"unit": "keer"}, "Hoeveel wil je er halen?"),
        ({"target": "veel"}, "Schrijf een getal"),
        ({"target": "9" * 5000}, "Schrijf een getal"),
        ({"unit": "x" * 41, "target": "3"}, "Dit is te lang: hooguit 40 tekens."),
        ({"steps": "stap\n" * 10_000}, "Houd het bij de eerste stappen"),
        ({"steps": "x" * 201}, "Houd het bij de eerste stappen"),
        ({"what": ""}, "Vul dit in."),
    ],
)
def test_what_cannot_be_brings_the_words_back_with_a_sentence(as_person, cast, typed, says):
    samira = as_person("samira")
    answer = samira.submit(
        set_page(samira, cast), "/goals", **{"what": "Mijn doel", "why": "Deze woorden blijven.", **typed}
    )
    assert answer.status_code == 422
    assert says in answer.text
    assert "Deze woorden blijven." in answer.text


def test_all_that_cannot_be_is_said_at_once(as_person, cast):
    samira = as_person("samira")
    answer = samira.submit(
        set_page(samira, cast), "/goals", what="", until="2020-01-01", unit="keer", start="5", target="3"
    )
    for said in ("Vul dit in.", "Deze dag is voorbij.", "Dit moet meer zijn dan waar je begint."):
        assert said in answer.text


def test_a_goal_said_differently_keeps_its_versions(as_person, cast, inside):
    samira = as_person("samira")
    goal = cast.goals["talk"]
    samira.submit(samira.page(f"/goals/{goal}/change"), "/revisions", what="Een praatje van 3 minuten")
    assert "Een praatje van 3 minuten" in samira.page(f"/goals/{goal}").text
    with inside():
        kept = db.session.scalars(db.select(GoalRevision).where(GoalRevision.goal_id == goal)).all()
        assert [(version.rev, version.why) for version in kept] == [(1, "edit")]


def test_two_changes_that_crossed_keep_both_texts(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    goal = cast.goals["open_days"]
    first, second = (person.page(f"/goals/{goal}/change") for person in (samira, joris))
    samira.submit(first, "/revisions", why="Van Samira.")
    joris.submit(second, "/revisions", why="Van Joris.", theme="work")
    text = samira.page(f"/goals/{goal}").text
    assert "Van Samira." in text
    assert "Van Joris." in text
    assert "Werk" in text
    assert "Beide teksten staan hier" in text
    samira.submit(samira.page(f"/goals/{goal}/change"), "/revisions", why="Van ons allebei.")
    assert "Beide teksten staan hier" not in samira.page(f"/goals/{goal}").text


def test_a_day_that_passed_may_stay_when_only_the_words_change(as_person, cast, inside):
    samira = as_person("samira")
    with inside():
        db.session.get(Goal, cast.goals["talk"]).until = today(-3)
    page = samira.page(f"/goals/{cast.goals['talk']}/change")
    assert samira.submit(page, "/revisions", what="Een praatje houden").status_code == 303
