"""Telling each other: four questions of which one is enough, what comes back, the team asked in, and cheers."""

import pytest

from app.db import db
from app.feedback.cards import keepsakes
from app.feedback.models import Cheer, Feedback
from app.matches.models import Match
from app.people.models import Person
from app.schemes.queries import actor_of
from tests.pages import Page

PAIR = "samira_joris"


def give(person, cast, match: str = PAIR, **fields):
    page = person.page(f"/matches/{cast.matches[match]}/feedback/new")
    return person.submit(page, "/feedback", **fields)


def test_one_answer_is_enough_and_only_the_other_reads_it(as_person, cast, inside):
    samira, joris, noor = as_person("samira"), as_person("joris"), as_person("noor")
    where = give(samira, cast, hope="Zullen we volgende keer buiten afspreken?").location
    assert "Samira wil je iets vertellen" in joris.page("/").text
    assert "Zullen we volgende keer buiten afspreken?" in joris.page(where).text
    assert "Samira wil je iets vertellen" not in joris.page("/").text
    assert noor.get(where).status_code == as_person("aysel").get(where).status_code == 404
    with inside():
        row = db.session.scalars(db.select(Feedback).order_by(Feedback.id.desc())).first()
        assert b"buiten" not in row.sealed


def test_who_told_it_adds_to_it_until_the_other_says_something_back(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    where = give(samira, cast, hope="Zullen we volgende keer buiten afspreken?").location
    assert "Zeg er nog iets bij" in samira.page(where).text
    assert "Zeg iets terug" in joris.page(where).text
    joris.submit(joris.page(where), "/answers", said="Leuk idee!")
    assert "Zeg iets terug" in samira.page(where).text


def test_nothing_at_all_comes_back_with_a_sentence(as_person, cast):
    answer = give(as_person("samira"), cast)
    assert answer.status_code == 422
    assert "Beantwoord één van de vier vragen." in answer.text


def test_feedback_for_somebody_elsewhere_is_refused_with_its_words(as_person, cast):
    samira = as_person("samira")
    path = f"/matches/{cast.matches[PAIR]}/feedback"
    answer = samira.post(path, {"to": str(cast["vera"]), "saw": "Deze woorden blijven."})
    assert answer.status_code == 422
    assert "Kies iemand van jullie koppeling." in answer.text
    assert "Deze woorden blijven." in answer.text


def test_the_receiver_thanks_in_one_tap_and_answers(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    path = f"/feedback/{cast.feedback['proud']}"
    samira.submit(samira.page(path), "/thanks")
    samira.submit(samira.page(path), "/answers", said="Het was spannend, maar leuk.")
    text = joris.page(path).text
    assert "Samira zei dank je wel" in text
    assert "Het was spannend, maar leuk." in text


def test_an_empty_answer_comes_back(as_person, cast):
    samira = as_person("samira")
    path = f"/feedback/{cast.feedback['proud']}"
    assert samira.submit(samira.page(path), "/answers", said=" ").status_code == 422


def test_asking_the_team_in_lets_them_read_it_and_puts_it_on_their_desk(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    path = f"/feedback/{cast.feedback['late']}"
    line = "Samira vraagt je hulp bij feedback"
    assert line not in noor.page("/desk").text
    samira.submit(samira.page(path), "/asking-in")
    assert line in noor.page("/desk").text
    assert "Ik zat al bij het raam" in noor.page(path).text
    noor.submit(noor.page(path), "/answers", said="Zullen we dit samen bespreken?")
    assert line not in noor.page("/desk").text
    assert "Zullen we dit samen bespreken?" in as_person("joris").page(path).text


@pytest.mark.parametrize("where", ["/desk/feedback", "/feedback/{}"])
def test_reading_by_the_team_is_shown_to_who_told_it(as_person, cast, where):
    samira, noor = as_person("samira"), as_person("noor")
    path = f"/feedback/{cast.feedback['to_scheme']}"
    assert "Gelezen door het team" not in samira.page(path).text
    noor.page(where.format(cast.feedback["to_scheme"]))
    assert "Gelezen door het team" in samira.page(path).text
    assert "Gelezen door het team" not in noor.page(path).text


def test_what_is_told_to_the_scheme_is_read_by_the_team_and_the_lead(as_person, cast):
    path = f"/feedback/{cast.feedback['to_scheme']}"
    for name in ("noor", "bas", "femke", "samira"):
        assert "De bibliotheek is dicht" in as_person(name).page(path).text
    for name in ("joris", "vera", "karim", "ilse"):
        assert as_person(name).get(path).status_code == 404
    assert "De bibliotheek is dicht" in as_person("noor").page("/desk/feedback").text


def test_the_two_of_a_suspended_match_say_nothing_more_to_each_other(as_person, cast, inside):
    with inside():
        match = db.session.get(Match, cast.matches[PAIR])
        match.suspended_at = match.made_at
    samira = as_person("samira")
    path = f"/feedback/{cast.feedback['proud']}"
    assert samira.get(path).status_code == 200
    assert samira.post(f"{path}/answers", {"said": "Hoi"}).status_code == 404
    assert samira.get(f"/matches/{cast.matches[PAIR]}/cheers/new").status_code == 404


def test_a_cheer_of_one_line_stands_on_today_and_among_the_wins(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    page = joris.page(f"/matches/{cast.matches[PAIR]}/cheers/new")
    joris.submit(page, "/cheers", said="Mooi hoe je rustig bleef.")
    for path in ("/", "/wins"):
        text = samira.page(path).text
        assert "Mooi hoe je rustig bleef." in text
    assert "Mijn tekeningen aan iemand laten zien" in samira.page("/wins").text


def test_a_ready_cheer_takes_one_tap(as_person, cast, inside):
    samira = as_person("samira")
    page = samira.page(f"/matches/{cast.matches[PAIR]}/cheers/new")
    samira.submit(page, "/cheers", press="said=Hier mag je trots op zijn.")
    assert "Hier mag je trots op zijn." in as_person("joris").page("/wins").text


def test_the_goal_page_of_another_offers_a_cheer_about_that_goal(as_person, cast, inside):
    joris = as_person("joris")
    page = joris.page(f"/goals/{cast.goals['talk']}")
    link = next(link for link in page.links() if "/cheers/new" in link)
    joris.submit(joris.page(link), "/cheers", said="Ga zo door.")
    with inside():
        cheer = db.session.scalars(db.select(Cheer).order_by(Cheer.id.desc())).first()
        assert (cheer.goal_id, cheer.to_id) == (cast.goals["talk"], cast["samira"])
    own = as_person("samira").page(f"/goals/{cast.goals['talk']}")
    assert not any("/cheers/new" in link for link in own.links())


@pytest.mark.parametrize("said", ["", "x" * 201])
def test_a_cheer_that_is_no_line_comes_back(as_person, cast, said):
    joris = as_person("joris")
    page = joris.page(f"/matches/{cast.matches[PAIR]}/cheers/new")
    answer = joris.submit(page, "/cheers", said=said)
    assert answer.status_code == 422
    assert said in Page(answer.text).text or said in answer.text


def test_in_a_group_somebody_tells_one_of_the_others(as_person, cast):
    yusuf, amina, milan = as_person("yusuf"), as_person("amina"), as_person("milan")
    where = give(yusuf, cast, "group", to=cast["amina"], hope="Wil jij mij leren plakken?").location
    assert amina.get(where).status_code == 200
    assert milan.get(where).status_code == 404


def test_a_keepsake_holds_the_cheers_of_its_own_match(cast, inside):
    with inside():
        samira = actor_of(db.session.get(Person, cast["samira"]))
        pair = keepsakes(samira, db.session.get(Match, cast.matches[PAIR]))
        other = keepsakes(samira, db.session.get(Match, cast.matches["milan_aysel"]))
    assert {kept.kind for kept in pair} == {"cheer"}
    assert other == []
