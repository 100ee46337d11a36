"""What happened with my data: who read or changed what, on a page of the person concerned."""

from app.audit import QUIET
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


def test_every_verb_has_a_place_on_it_or_is_kept_off_it():
    rooms = {name.partition(".")[0] for name in verbs}
    assert {room for room in rooms if f"{room}." not in QUIET} <= set(AREAS)
