"""The page about me: what I am called, and the language I read."""

import pytest


def test_a_new_name_is_on_every_screen_at_once(as_person, cast):
    samira, joris = as_person("samira"), as_person("joris")
    samira.submit(samira.page("/me"), "/me/name", called="Sam")
    assert "Hoi Sam" in samira.page("/").text
    assert "met Sam" in joris.page("/").text


@pytest.mark.parametrize("called", ["", "   ", "\u200b".join("x" * 60), "x" * 41])
def test_a_name_that_cannot_be_comes_back(as_person, called):
    samira = as_person("samira")
    answer = samira.submit(samira.page("/me"), "/me/name", called=called)
    assert answer.status_code == 422
    assert "Hoi Samira" in samira.page("/").text


def test_names_of_every_script_are_names(as_person):
    samira = as_person("samira")
    for called in ("سميرة", "Ђорђе", "O'Neil-D’Arcy", "<b>Sam</b>", "Łucja 🌻"):
        assert samira.submit(samira.page("/me"), "/me/name", called=called).status_code == 303
        assert called in samira.page("/").text


def test_the_language_goes_with_the_person_to_every_phone(world, as_person):
    samira = as_person("samira")
    samira.submit(samira.page("/me"), "/me/language", press="language=en")
    assert "Hi Samira" in samira.page("/").text
    assert "Hi Samira" in world.person("samira").page("/").text


def test_who_is_not_signed_in_chooses_a_language_too(stranger):
    page = stranger.page("/sign-in")
    assert stranger.submit(page, "/language", press="language=en").status_code == 303
    assert "Someone beside you." in stranger.page("/sign-in").text
    stranger.submit(stranger.page("/sign-in"), "/language", press="language=nl")
    assert "Iemand naast je." in stranger.page("/sign-in").text


def test_choosing_a_language_leads_to_no_other_site(stranger):
    for elsewhere in (
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:1",
    ):
        answer = stranger.post("/language", {"language": "en", "next": elsewhere})
        assert answer.location == "/"
