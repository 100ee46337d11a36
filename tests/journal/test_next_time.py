"""What will we try before next time: it comes back on Today and when the next session is written down."""

from app.db import db
from app.goals.models import WorkedOn
from tests.days import today


def write(person, cast, **fields):
    page = person.page(f"/matches/{cast.matches['samira_joris']}/write")
    return person.submit(page, "/entries", **{"did": "Iets gedaan.", **fields})


def test_what_was_to_be_tried_comes_back_until_the_next_session_was_held(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    write(samira, cast, on=today(-1).isoformat(), next_time="Zonder blaadje beginnen")
    assert "Zonder blaadje beginnen" in samira.page("/").text
    assert "Zonder blaadje" not in joris.page("/").text  # his own view is not in yet
    write(joris, cast, on=today(-1).isoformat())
    assert "Zonder blaadje beginnen" in joris.page("/").text
    where = f"/matches/{cast.matches['samira_joris']}/write"
    assert "Zonder blaadje beginnen" in joris.page(where).text
    assert "Zonder blaadje beginnen" in joris.page(f"/sessions/{cast.sessions['next']}").text
    write(joris, cast)
    assert "Zonder blaadje" not in samira.page("/").text


def test_what_is_for_oneself_comes_back_to_oneself_alone(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    write(samira, cast, on=today(-1).isoformat(), next_time="Vragen hoe het met hem is", audience="me")
    write(joris, cast, on=today(-1).isoformat())
    assert "Vragen hoe het met hem is" in samira.page("/").text
    assert "Vragen hoe het met hem is" not in joris.page("/").text


def test_a_session_says_which_goals_it_worked_on(as_person, cast, inside):
    samira = as_person("samira")
    where = write(samira, cast, goals=[str(cast.goals["talk"])]).location
    session = next(link for link in samira.page(where).links() if link.startswith("/sessions/"))
    assert "Een praatje van 5 minuten houden in de klas" in samira.page(session).text
    assert session in samira.page(f"/goals/{cast.goals['talk']}").links()


def test_a_goal_of_somebody_alone_cannot_be_named_by_another(as_person, cast, inside):
    joris = as_person("joris")
    form = {"on": today().isoformat(), "did": "x", "audience": "pair", "goals": [str(cast.goals["guitar"])]}
    assert joris.post(f"/matches/{cast.matches['samira_joris']}/entries", form).status_code == 303
    with inside():
        linked = db.session.scalars(db.select(WorkedOn.goal_id)).all()
        assert cast.goals["guitar"] not in linked
