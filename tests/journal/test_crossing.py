"""Changes of one entry that crossed: apart they merge, on the same words both are kept and the writer is told."""

from tests.offline.test_sync import Outbox
from tests.visitors import Visitor

TOLD = "Beide teksten staan hier"


def begun(person: Visitor, did: str) -> str:
    """The address of a new day, with these words."""
    answer = person.submit(person.page("/diary/new"), "/diary", did=did)
    return answer.location


def open_change(person: Visitor, path: str):
    """The page to change it, as it stands open on one of their screens."""
    return person.page(f"{path}/change")


def save(person: Visitor, page, did: str):
    return person.follow(person.submit(page, page.form("/revisions"), did=did))


def test_paragraphs_changed_on_two_phones_merge(as_person):
    samira = as_person("samira")
    path = begun(samira, "Ochtend.\n\nMiddag.")
    one, other = open_change(samira, path), open_change(samira, path)
    save(samira, one, "Ochtend, in de bus.\n\nMiddag.")
    seen = save(samira, other, "Ochtend.\n\nMiddag, met Joris.")
    assert "Ochtend, in de bus." in seen.text
    assert "Middag, met Joris." in seen.text
    assert TOLD not in seen.text


def test_the_same_words_changed_on_two_phones_are_both_kept_and_told(as_person):
    samira = as_person("samira")
    path = begun(samira, "Het was leuk.")
    one, other = open_change(samira, path), open_change(samira, path)
    save(samira, one, "Het was heel leuk.")
    seen = save(samira, other, "Het was niet zo leuk.")
    assert "Het was heel leuk." in seen.text
    assert "Het was niet zo leuk." in seen.text
    assert TOLD in seen.text
    # Once its writer has chosen, nothing is left to tell.
    assert TOLD not in save(samira, open_change(samira, path), "Het was leuk, soms.").text


def test_the_phone_hears_what_became_of_a_change_that_waited(as_person):
    samira = as_person("samira")
    path = begun(samira, "Het was leuk.")
    phone, entry_id = Outbox(samira), path.rsplit("/", 1)[-1]
    for did, verdict in (("Heel leuk.", "applied"), ("Niet leuk.", "kept-both")):
        op = phone.op("journal.change", entry_id, {"rev": ["1"], "did": [did]})
        assert phone.verdicts(op) == [verdict]
        assert phone.verdicts(op) == ["duplicate"]
