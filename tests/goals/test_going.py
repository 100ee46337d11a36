"""How a goal goes: progress, the picture, steps, reaching it and letting it go."""

from datetime import timedelta

import pytest

from app import clock
from app.db import db
from app.goals.measure import standing
from app.goals.models import Goal, Progress, Step, WorkedOn
from app.schemes.models import Scheme
from tests.days import today
from tests.marks import ON_ONE


def goal_page(person, cast, name: str = "talk"):
    return person.page(f"/goals/{cast.goals[name]}")


def tell(person, cast, name: str = "talk", **fields):
    page = person.page(f"/goals/{cast.goals[name]}/progress/new")
    return person.submit(page, "/progress", **fields)


def test_the_picture_says_in_words_what_it_shows(as_person, cast):
    page = goal_page(as_person("samira"), cast)
    picture = page.all("svg", role="img")[0]
    assert picture["aria-label"].startswith("Zo ging het.")
    assert picture["aria-label"].endswith(": 3.")
    assert "3 / 5" in page.text
    assert "op weg" in page.text


def test_progress_moves_the_picture_and_stands_on_today(as_person, cast):
    samira = as_person("samira")
    page = samira.follow(tell(samira, cast, number="4", score="8", said="Voor oma geoefend."))
    assert "4 / 5" in page.text
    assert "Voor oma geoefend." in page.text
    assert "4 van 5" in samira.page("/").text


def test_one_of_a_number_and_a_line_is_enough_but_nothing_is_not(as_person, cast):
    samira = as_person("samira")
    assert tell(samira, cast, said="Een regel.").status_code == 303
    answer = tell(samira, cast)
    assert answer.status_code == 422
    assert "Vertel één ding" in answer.text


@ON_ONE
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"number": "nog wat"}, "Schrijf een getal"),
        ({"on": "2026-13-45"}, "Schrijf een datum"),
        ({"on": "2999-01-01"}, "Deze dag moet nog komen."),
    ],
)
def test_progress_that_cannot_be_keeps_its_words(as_person, cast, typed, says):
    answer = tell(as_person("samira"), cast, **{"said": "Mijn regel.", **typed})
    assert answer.status_code == 422
    assert says in answer.text
    assert "Mijn regel." in answer.text


def test_progress_in_a_session_says_so_on_both_pages(as_person, cast, inside):
    samira = as_person("samira")
    session = cast.sessions["held_8"]
    page = samira.follow(tell(samira, cast, number="4", session=session))
    assert f"/sessions/{session}" in page.links()
    assert "Een praatje van 5 minuten" in samira.page(f"/sessions/{session}").text
    with inside():
        assert db.session.get(WorkedOn, (cast.goals["talk"], session)) is not None


def test_a_session_of_another_match_is_no_session_of_this_goal(as_person, cast, inside):
    samira = as_person("samira")
    form = {"on": today().isoformat(), "said": "Hier.", "session": str(cast.sessions["milan_1"])}
    assert samira.post(f"/goals/{cast.goals['talk']}/progress", form).status_code == 303
    with inside():
        latest = db.session.scalars(db.select(Progress).order_by(Progress.id.desc())).first()
        assert latest.session_id is None
        assert db.session.get(WorkedOn, (cast.goals["talk"], cast.sessions["milan_1"])) is None


@pytest.mark.parametrize(
    ("share", "day", "expected"),
    [
        (0.5, 50, "track"),
        (0.35, 50, "track"),
        (0.2, 50, "behind"),
        (0.8, 50, "ahead"),
        (1.0, 101, "ahead"),
        (0.5, 101, "late"),
        (None, 50, None),
    ],
)
def test_how_a_goal_stands_against_the_time(share, day, expected):
    began = today()
    assert standing(share, began, today(100), today(day)) == expected
    assert standing(share, began, None, today(day)) is None


def test_a_step_is_ticked_and_unticked(as_person, cast, inside):
    samira = as_person("samira")
    page = goal_page(samira, cast)
    assert "3 van 4" in page.text
    with inside():
        steps = db.session.scalars(db.select(Step).where(Step.goal_id == cast.goals["talk"])).all()
        last = max(steps, key=lambda step: step.place).id
    page = samira.follow(samira.submit(page, f"/steps/{last}/done"))
    assert "4 van 4" in page.text
    page = samira.follow(samira.submit(page, f"/steps/{last}/done"))
    assert "3 van 4" in page.text


def test_what_a_mentor_adds_is_at_first_the_mentees_step(as_person, cast):
    joris = as_person("joris")
    form = goal_page(joris, cast, "open_days").form("/steps")
    assert form.fields()["owner"] == [str(cast["samira"])]


def test_a_step_is_mine_yours_or_of_us_together(as_person, cast, inside):
    joris = as_person("joris")
    for owner, expected in ((cast["joris"], cast["joris"]), ("together", None)):
        joris.submit(goal_page(joris, cast), "/steps", what="Een stap", owner=owner)
        with inside():
            step = db.session.scalars(db.select(Step).order_by(Step.id.desc())).first()
            assert step.owner_id == expected


def test_a_step_of_somebody_elsewhere_is_refused_with_its_words(as_person, cast):
    samira = as_person("samira")
    answer = samira.post(
        f"/goals/{cast.goals['talk']}/steps", {"what": "Een stap", "owner": str(cast["vera"])}
    )
    assert answer.status_code == 422
    assert "Kies iemand van jullie" in answer.text
    assert "Een stap" in answer.text


@ON_ONE
def test_forty_steps_is_enough(as_person, cast):
    samira = as_person("samira")
    answers = [
        samira.post(f"/goals/{cast.goals['talk']}/steps", {"what": f"Stap {number}"}) for number in range(40)
    ]
    assert answers[35].status_code == 303
    assert answers[36].status_code == 422
    assert "Dat zijn veel stappen." in answers[36].text


def rows(page) -> list[str]:
    """The steps as they stand on their page, one below the other."""
    return [row.all("bdi")[0].text for row in page.all("li", class_="step")]


def steps_page(person, cast, name: str = "talk"):
    return person.page(f"/goals/{cast.goals[name]}/steps")


def press(page, end: str, place: int):
    """The form of the step that stands at this place."""
    forms = page.all("li", class_="step")[place].all("form")
    return next(form for form in forms if form["action"].endswith(end))


def test_a_step_can_be_taken_away(as_person, cast):
    samira = as_person("samira")
    page = steps_page(samira, cast)
    samira.submit(page, press(page, "/removal", 0))
    assert "2 van 3" in goal_page(samira, cast).text


def test_a_step_goes_up_and_down_and_stays_at_the_end_of_the_row(as_person, cast):
    samira = as_person("samira")
    page = steps_page(samira, cast)
    first, second, *rest = rows(page)
    answer = samira.submit(page, press(page, "/place", 0), press="where=down")
    assert "#step-" in answer.location
    page = steps_page(samira, cast)
    assert rows(page) == [second, first, *rest]
    samira.submit(page, press(page, "/place", 1), press="where=up")
    assert rows(steps_page(samira, cast)) == [first, second, *rest]
    at_the_top = press(steps_page(samira, cast), "/place", 0)["action"]
    assert samira.post(at_the_top, {"where": "up"}).status_code == 303
    assert rows(steps_page(samira, cast)) == [first, second, *rest]


def test_a_step_is_said_differently_and_becomes_somebody_elses(as_person, cast, inside):
    samira = as_person("samira")
    link = next(link for link in steps_page(samira, cast).links() if link.endswith("/change"))
    page = samira.page(link)
    samira.submit(page, "/revisions", what="Thuis voor de spiegel\noefenen", owner=cast["joris"])
    page = steps_page(samira, cast)
    assert rows(page)[0] == "Thuis voor de spiegel oefenen"
    assert "Joris" in page.all("li", class_="step")[0].text


@pytest.mark.parametrize("typed", ["", "x" * 201])
def test_a_step_that_cannot_be_comes_back_with_its_words(as_person, cast, typed):
    samira = as_person("samira")
    link = next(link for link in steps_page(samira, cast).links() if link.endswith("/change"))
    answer = samira.submit(samira.page(link), "/revisions", what=typed)
    assert answer.status_code == 422
    assert typed in answer.text


def test_a_step_that_two_said_differently_keeps_both_texts(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    page = steps_page(samira, cast, "open_days")
    link = next(link for link in page.links() if link.endswith("/change"))
    first, second = samira.page(link), joris.page(link)
    samira.submit(first, "/revisions", what="Van Samira")
    joris.submit(second, "/revisions", what="Van Joris")
    assert rows(steps_page(joris, cast, "open_days"))[:2] == ["Van Samira", "Van Joris"]


def test_another_orders_the_steps_but_changes_only_their_own(as_person, cast):
    joris = as_person("joris")
    joris.submit(goal_page(joris, cast), "/steps", what="Van Joris", owner="together")
    links = [link for link in steps_page(joris, cast).links() if link.endswith("/change")]
    assert len(links) == 1
    own = next(link for link in steps_page(as_person("samira"), cast).links() if link.endswith("/change"))
    assert joris.get(own).status_code == 404
    assert joris.post(own.replace("/change", "/place"), {"where": "down"}).status_code == 303


def test_a_place_that_is_no_place_changes_nothing(as_person, cast):
    samira = as_person("samira")
    page = steps_page(samira, cast)
    path = press(page, "/place", 0)["action"]
    assert samira.post(path, {"where": "sideways"}).status_code < 500
    assert rows(steps_page(samira, cast)) == rows(page)


def test_reaching_a_goal_celebrates_and_keeps_what_helped(as_person, cast):
    samira = as_person("samira")
    page = samira.page(f"/goals/{cast.goals['talk']}/reached")
    assert "Het is je gelukt!" in page.text
    page = samira.follow(samira.submit(page, "/reached", learned="Oma hielp."))
    assert "Gehaald!" in page.text
    assert "Oma hielp." in page.text
    assert "Oma hielp." in goal_page(as_person("joris"), cast).text


def test_letting_go_asks_what_it_taught_and_can_be_taken_up_again(as_person, cast):
    samira = as_person("samira")
    page = samira.page(f"/goals/{cast.goals['talk']}/dropped")
    page = samira.follow(samira.submit(page, "/dropped", learned="Het hoeft niet nu."))
    assert "Losgelaten" in page.text
    assert "Het hoeft niet nu." in page.text
    page = samira.follow(samira.submit(page, "/taking-up"))
    assert "Hoe gaat het nu?" in page.text


def test_a_goal_that_nobody_looked_after_is_offered_for_a_look(as_person, cast, inside):
    samira = as_person("samira")
    assert "nog eens te bekijken" not in samira.page("/").text
    with inside():
        goal = db.session.get(Goal, cast.goals["talk"])
        goal.touched_at = goal.touched_at.replace(year=goal.touched_at.year - 1)
    assert "1 doel om nog eens te bekijken" in samira.page("/").text
    page = samira.page("/goals/review")
    page = samira.follow(samira.submit(page, "/looked-at"))
    assert "Je hebt ze allemaal bekeken." in page.text
    assert "nog eens te bekijken" not in samira.page("/").text


def test_the_scheme_says_after_how_long_a_goal_is_looked_at_again(as_person, cast, inside):
    samira = as_person("samira")
    with inside():
        goal = db.session.get(Goal, cast.goals["talk"])
        goal.touched_at = clock.now() - timedelta(days=20)
    assert "nog eens te bekijken" not in samira.page("/").text
    with inside():
        db.session.get(Scheme, cast.schemes["ours"]).settings = {"goal_review_days": 14}
    assert "1 doel om nog eens te bekijken" in samira.page("/").text
    assert "Een praatje van 5 minuten" in samira.page("/goals/review").text


def test_progress_sent_three_times_is_told_once(as_person, cast, inside):
    samira = as_person("samira")
    form = {"on": today(-2).isoformat(), "number": "4", "op": "01900000-0000-7000-8000-000000000042"}
    answers = [samira.post(f"/goals/{cast.goals['talk']}/progress", form) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {303}
    with inside():
        count = db.session.query(Progress).where(Progress.goal_id == cast.goals["talk"]).count()
        assert count == 4


def test_a_goal_shared_with_the_team_and_reached_is_one_to_celebrate(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    line = "Samira heeft een doel gehaald"
    samira.submit(samira.page(f"/goals/{cast.goals['talk']}/reached"), "/reached")
    assert line not in noor.page("/desk").text
    page = samira.page(f"/goals/{cast.goals['talk']}")
    samira.submit(page, "/sharing", audience="team")
    assert line in noor.page("/desk").text
    samira.submit(samira.page(f"/goals/{cast.goals['talk']}"), "/taking-up")
    assert line not in noor.page("/desk").text
