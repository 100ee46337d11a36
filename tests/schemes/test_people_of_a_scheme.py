"""People of a scheme: who staff sees, who invites whom, what a role opens and what ending it closes."""

import re

import pytest

from app.db import db
from app.schemes.models import Membership


def people_path(cast) -> str:
    return f"/schemes/{cast.schemes['ours']}/people"


def code_in(text: str) -> str | None:
    found = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", text)
    return found[0] if found else None


def test_staff_sees_the_people_of_their_scheme_and_of_no_other(as_person, cast):
    for name in ("noor", "karim", "femke"):
        text = as_person(name).page(people_path(cast)).text
        assert "Samira" in text
        assert "Tijn" not in text
    assert as_person("vera").get(people_path(cast)).status_code == 404


@pytest.mark.parametrize("name", ["samira", "joris", "ilse"])
def test_who_takes_part_sees_no_list_of_people(as_person, cast, name):
    assert as_person(name).get(people_path(cast)).status_code == 404


def test_somebody_is_found_by_a_part_of_their_name(as_person, cast):
    noor = as_person("noor")
    assert "Samira" in noor.page(f"{people_path(cast)}?q=amir").text
    assert "Joris" not in noor.page(f"{people_path(cast)}?q=amir").one("main").text
    assert "Niemand hier heeft" in noor.page(f"{people_path(cast)}?q=Tijn").text


def test_noor_invites_a_mentee_and_the_code_is_shown_once(as_person, cast):
    noor = as_person("noor")
    path = f"/schemes/{cast.schemes['ours']}/invitations"
    answer = noor.submit(noor.page(path), path, meant_for="Lina, klas 2c", role="mentee")
    assert answer.status_code == 200
    code = code_in(answer.text)
    assert 'class="segno"' in answer.text  # the same code, to scan
    again = noor.page(path)
    assert "Lina, klas 2c" in again.text
    assert code not in again.text


def test_the_same_form_sent_twice_makes_one_invitation_and_shows_no_second_code(as_person, cast):
    noor = as_person("noor")
    path = f"/schemes/{cast.schemes['ours']}/invitations"
    form = noor.page(path).form(path)
    fields = {**form.fields(), "meant_for": ["Lina"], "role": ["mentee"]}
    first, second = noor.post(path, fields), noor.post(path, fields)
    assert code_in(first.text)
    assert code_in(second.text) is None
    assert noor.page(path).source.count("<bdi>Lina</bdi>") == 1


def test_only_the_lead_invites_staff(as_person, cast):
    noor, femke = as_person("noor"), as_person("femke")
    path = f"/schemes/{cast.schemes['ours']}/invitations"
    assert not [one for one in noor.page(path).all("input") if one.get("value") == "lead"]
    forced = noor.post(path, {"meant_for": "A friend", "role": "lead", "lasts": "now"})
    assert forced.status_code == 422
    assert "A friend" in forced.text
    assert femke.submit(femke.page(path), path, meant_for="Robin", role="youth_worker").status_code == 200


def test_an_invitation_that_was_withdrawn_opens_nothing(as_person, cast, stranger):
    noor = as_person("noor")
    path = f"/schemes/{cast.schemes['ours']}/invitations"
    answer = noor.submit(noor.page(path), path, meant_for="Lina", role="mentee")
    code = code_in(answer.text)
    noor.submit(noor.page(path), "/withdrawal")
    refused = stranger.post("/invitation", {"code": code})
    assert refused.status_code == 422
    assert "werkt niet" in refused.text


def test_ending_a_role_closes_what_it_opened_at_once(as_person, cast):
    femke, noor = as_person("femke"), as_person("noor")
    assert noor.get("/desk").status_code == 200
    person = f"{people_path(cast)}/{cast['noor']}"
    femke.submit(femke.page(person), "/ending")
    assert noor.get("/desk").status_code == 404
    assert "Voorbij" in femke.page(person).text


def test_the_last_lead_stays(as_person, cast):
    femke = as_person("femke")
    person = f"{people_path(cast)}/{cast['femke']}"
    refused = femke.submit(femke.page(person), "/ending")
    assert refused.status_code == 422
    assert "heeft een leider nodig" in refused.text
    assert femke.get(person).status_code == 200


def test_the_team_ends_no_role_of_staff(as_person, cast, inside):
    with inside():
        held = db.select(Membership.id).where(Membership.person_id == cast["femke"])
        role = db.session.scalar(held)
    assert as_person("noor").post(f"/memberships/{role}/ending").status_code == 404


def test_the_desk_says_among_what_a_page_stands(as_person, cast):
    noor = as_person("noor")
    for path, place in (
        (people_path(cast), "Mensen"),
        (f"{people_path(cast)}/{cast.people['samira']}", "Mensen"),
        (f"/schemes/{cast.schemes['ours']}/matches", "Koppelingen"),
        (f"/schemes/{cast.schemes['ours']}/invitations", "Mensen"),
        (f"/schemes/{cast.schemes['ours']}/desk-order", "Team"),
        (f"/schemes/{cast.schemes['ours']}/handover?of={cast.people['noor']}", "Team"),
        ("/erasures", "Mensen"),
        ("/desk/handing-over", "Mijn koppelingen"),
        (f"/desk/matches/{cast.matches['samira_joris']}", "Doornemen"),
        (f"/matches/{cast.matches['samira_joris']}", "Koppelingen"),
        ("/desk", "Doornemen"),
    ):
        page = noor.page(path)
        lit = [link.text for link in page.all("nav")[0].all("a") if link.get("aria-current") == "page"]
        assert [word for word in lit if word.startswith(place)], (path, lit)
        assert len(lit) == 1, (path, lit)


def test_only_who_has_a_desk_has_its_places_beside_other_pages(as_person, cast):
    path = f"/matches/{cast.matches['samira_joris']}"
    for name, there in (("noor", True), ("samira", False), ("joris", False)):
        places = as_person(name).page(path).all("nav", class_="side")
        assert bool(places) is there, name


def test_who_opens_somebody_keeps_the_list_that_was_asked(as_person, cast):
    noor = as_person("noor")
    listed = noor.page(f"{people_path(cast)}?who=mentees&q=sa")
    (link,) = [one.get("href") for one in listed.all("a") if str(cast.people["samira"]) in one.get("href")]
    beside = noor.page(link)
    assert [one.get("value") for one in beside.all("input", name="q")] == ["sa"]
    lines = [one for one in beside.all("a") if "line" in one.classes]
    assert [one.get("aria-current") for one in lines if one.get("href") == link] == ["true"]
    assert not [one for one in lines if str(cast.people["joris"]) in one.get("href")]
