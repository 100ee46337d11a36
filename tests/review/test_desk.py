"""The desk: what was shared with the team, seen and answered, and the author is told."""


def test_the_desk_shows_what_was_shared_and_nothing_else(as_person, cast):
    page = as_person("noor").page("/desk")
    links = {link.partition("?")[0] for link in page.links() if link.startswith("/desk/sessions/")}
    shared = {
        f"/desk/sessions/{cast.sessions[name]}"
        for name in ("held_5", "held_6", "held_7", "held_8", "milan_2")
    }
    assert links == shared


def test_both_views_stand_side_by_side_as_far_as_they_were_shared(as_person, cast):
    text = as_person("noor").page(f"/desk/sessions/{cast.sessions['held_6']}").text
    assert "buikpijn" in text  # Samira shared hers
    assert "Joris schreef" not in text  # his was for himself


def test_seen_is_one_tap_and_the_author_sees_it(as_person, cast):
    noor, samira = as_person("noor"), as_person("samira")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    noor.submit(noor.page(path), f"/entries/{cast.entries['samira_team']}/seen")
    assert "Gezien door Noor" in samira.page(f"/entries/{cast.entries['samira_team']}").text


def test_an_answer_reaches_its_author_on_today_and_at_the_entry(as_person, cast):
    noor, samira = as_person("noor"), as_person("samira")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    answer = noor.submit(noor.page(path), f"{path}/answers", said="Fijn dat je dit deelt.")
    assert answer.status_code == 303
    assert "Fijn dat je dit deelt." in samira.page("/").text
    assert "Fijn dat je dit deelt." in samira.page(f"/entries/{cast.entries['samira_team']}").text
    assert "Fijn dat je dit deelt." not in samira.page("/").text  # it was opened
    assert "gelezen" in noor.page(path).text


def test_an_answer_for_one_is_not_for_the_other(as_person, cast):
    noor, joris = as_person("noor"), as_person("joris")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    noor.submit(noor.page(path), f"{path}/answers", said="Alleen voor Samira.")
    assert "Alleen voor Samira." not in joris.page(f"/entries/{cast.entries['samira_team']}").text
    assert "Alleen voor Samira." not in joris.page("/").text


def test_an_empty_answer_comes_back(as_person, cast):
    noor = as_person("noor")
    path = f"/desk/sessions/{cast.sessions['held_6']}"
    answer = noor.submit(noor.page(path), f"{path}/answers", said="")
    assert answer.status_code == 422


def test_what_was_not_shared_has_no_file_at_the_desk(as_person, cast):
    assert as_person("noor").get(f"/desk/sessions/{cast.sessions['held_4']}").status_code == 404


def test_the_desk_is_for_the_team(as_person, cast):
    for name in ("samira", "joris", "ilse", "karim", "femke"):
        assert as_person(name).get("/desk").status_code == 404


def test_another_scheme_finds_its_own_desk_only(as_person, cast):
    page = as_person("vera").page("/desk")
    assert not [link for link in page.links() if str(cast.sessions["held_6"]) in link]
