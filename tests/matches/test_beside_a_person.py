"""Beside a person the team finds their matches, and from a match its file and its page find each other."""


def person(cast, name: str) -> str:
    return f"/schemes/{cast.schemes['ours']}/people/{cast.people[name]}"


def test_a_person_shows_the_team_their_matches(as_person, cast):
    shown = as_person("noor").page(person(cast, "joris"))
    (link,) = [
        link for link in shown.all("a") if link.get("href") == f"/matches/{cast.matches['samira_joris']}"
    ]
    assert link.text == "Samira & Joris"
    assert as_person("noor").get(link.get("href")).status_code == 200


def test_who_is_not_of_the_team_sees_no_matches_beside_a_person(as_person, cast):
    for name in ("femke", "karim"):
        shown = as_person(name).page(person(cast, "joris"))
        assert "Samira & Joris" not in shown.text
        assert not shown.all("h3", id="their-matches")


def test_staff_have_no_matches_beside_them(as_person, cast):
    assert not as_person("noor").page(person(cast, "femke")).all("h3", id="their-matches")


def test_the_page_of_a_match_and_its_file_lead_to_each_other(as_person, cast):
    noor, match = as_person("noor"), cast.matches["samira_joris"]
    page, file = f"/matches/{match}", f"/desk/matches/{match}"
    assert file in [link.get("href") for link in noor.page(page).all("a")]
    assert page in [link.get("href") for link in noor.page(file).all("a")]
    assert file not in [link.get("href") for link in as_person("joris").page(page).all("a")]


def test_a_match_is_called_the_same_on_the_list_and_on_its_page(as_person, cast):
    noor, path = as_person("noor"), f"/matches/{cast.matches['samira_joris']}"
    (line,) = [
        link
        for link in noor.page(f"/schemes/{cast.schemes['ours']}/matches").all("a")
        if link.get("href") == path
    ]
    assert noor.page(path).all("h1")[0].text == line.all("bdi")[0].text == "Samira & Joris"
