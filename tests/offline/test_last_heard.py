"""The team sees when a person's phone last synchronised, and how much still waited on it."""

from tests.offline.test_sync import Outbox


def test_the_page_of_a_person_says_when_their_phone_was_last_heard_of(as_person, cast):
    noor = as_person("noor")
    page = f"/schemes/{cast.schemes['ours']}/people/{cast['samira']}"
    assert "Nog niets ontvangen van de telefoon." in noor.page(page).text
    samira = Outbox(as_person("samira"))
    samira.send(waiting=2)
    assert "Laatst iets ontvangen van de telefoon: vandaag" in noor.page(page).text
    assert "Er wachtten nog 2 dingen op." in noor.page(page).text


def test_the_file_of_a_match_says_it_for_each_of_them(as_person, cast):
    Outbox(as_person("samira")).send()
    page = as_person("noor").page(f"/desk/matches/{cast.matches['samira_joris']}")
    assert page.text.count("Laatst iets ontvangen van de telefoon: vandaag") == 1
    assert page.text.count("Nog niets ontvangen van de telefoon.") == 1
