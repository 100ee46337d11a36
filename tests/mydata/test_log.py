"""What happened with my data: who read or changed what, on a page of the person concerned."""

from app.audit import QUIET
from app.db import db
from app.matches.models import Match
from app.mydata.words import AREAS
from app.web.verbs import verbs


def test_she_sees_what_she_did_and_who_of_the_team_read_it(as_person, cast):
    samira, noor = as_person("samira"), as_person("noor")
    assert "Dagboek" not in samira.page("/my-data/log").one("main").text
    samira.submit(samira.page("/diary/new"), "/diary", did="Voor mij alleen.")
    noor.page(f"/entries/{cast.entries['samira_team']}")
    page = samira.page("/my-data/log").one("main").text
    assert "Jij schreef of veranderde iets Dagboek" in page
    assert "Noor las Dagboek" in page
    assert page.index("Noor las") < page.index("Jij schreef")
    assert "Voor mij alleen" not in page


def test_others_do_not_stand_on_it(as_person):
    joris = as_person("joris")
    joris.submit(joris.page("/diary/new"), "/diary", did="Van Joris.")
    assert "Joris" not in as_person("samira").page("/my-data/log").one("main").text


def test_worries_and_wanting_to_talk_leave_no_trace_on_it(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    before = {who: who.page("/my-data/log").one("main").text for who in (samira, joris)}
    form = joris.page(f"/schemes/{cast.schemes['ours']}/concerns/new")
    assert joris.submit(form, facts="Iets dat mij zorgen geeft.", who="Samira").status_code == 303
    assert samira.submit(samira.page("/talk"), "/talks").status_code == 303
    assert {who: who.page("/my-data/log").one("main").text for who in (samira, joris)} == before


def test_a_note_of_thanks_that_is_still_closed_shows_its_reader_nothing(as_person, cast, inside):
    with inside():
        db.session.get_one(Match, cast.matches["samira_joris"]).state = "closing"
        db.session.commit()
    samira, joris = as_person("samira"), as_person("joris")
    before = samira.page("/my-data/log").one("main").text
    form = joris.page(f"/matches/{cast.matches['samira_joris']}/thanks")
    assert joris.submit(form, "/thanks", to=str(cast["samira"]), said="Dank je.").status_code == 303
    assert samira.page("/my-data/log").one("main").text == before


def test_what_lies_behind_an_own_lock_is_not_made_from_a_phone_that_waits():
    for name in ("closing.keep", "mydata.export", "mydata.ask_to_go"):
        assert not verbs[name].waits


def test_every_verb_has_a_place_on_it_or_is_kept_off_it():
    rooms = {name.partition(".")[0] for name in verbs}
    assert {room for room in rooms if f"{room}." not in QUIET} <= set(AREAS)
