"""A button of the desk that is refused says what is missing, and what was typed beside it is still there."""

import pytest

from app.ids import new_id
from tests.days import today

LINE = "Het is niet duidelijk over welke regel van je bureau dit gaat. Open die op je bureau en probeer het nog een keer."
COLLEAGUE = "Kies een collega van dit programma."


def said(answer_or_page) -> list[str]:
    """The problems on top of a page that came back."""
    [top] = answer_or_page.all("div", class_="summary-of-problems")
    return [line.text for line in top.all("li")]


@pytest.fixture
def refused(as_person):
    """What somebody reads who sends this."""

    def send(name: str, path: str, **typed):
        who = as_person(name)
        answer = who.post(path, typed)
        assert answer.status_code == 422
        return said(type(who.page("/desk"))(answer.text, path))

    return send


def test_a_button_without_its_line_says_that_once(refused, cast):
    for button in ("done", "taking"):
        assert refused("noor", f"/desk/{button}") == [LINE]
        assert refused("noor", f"/desk/{button}", reason="gone by now", about="1") == [LINE]
    follow_up = f"/desk/matches/{cast.matches['samira_joris']}/follow-ups"
    assert LINE in refused("noor", follow_up, said="Bellen", due_on=today(3), reason="gone by now")


def test_a_line_that_is_gone_says_so(refused):
    for button in ("done", "taking"):
        said = refused("noor", f"/desk/{button}", reason="celebrate", about=new_id())
        assert said == ["Dit ligt niet meer op je bureau."]


def test_handing_over_to_nobody_asks_for_a_colleague(refused, cast):
    path = f"/matches/{cast.matches['samira_joris']}/handover"
    assert refused("noor", path, said="Bel ze.") == [f"Aan wie? {COLLEAGUE}"]
    all_of_them = f"/schemes/{cast.schemes['ours']}/handover"
    found = refused("femke", all_of_them, to=cast["bas"], ticked=cast.matches["samira_joris"], without="true")
    assert found == [
        "Het is niet duidelijk van wie deze koppelingen zijn. Open dit nog een keer vanaf de pagina van het team."
    ]


def test_what_came_of_a_follow_up_stays_when_it_cannot_be_kept(as_person, cast):
    noor = as_person("noor")
    path = f"/desk/matches/{cast.matches['samira_joris']}"
    noor.submit(noor.page(path), f"{path}/follow-ups", said="Bellen", due_on=today(3))
    page = noor.page(path)
    form = next(form for form in page.forms() if form.get("action", "").endswith("/closing"))
    answer = noor.submit(page, form, said="a" * 20_001)
    assert answer.status_code == 422
    back = type(page)(answer.text, form["action"])
    assert said(back) == ["Hoe ging het? Dit is te lang: hooguit 20.000 tekens."]
    assert ("a" * 20_001) in answer.text
    assert noor.submit(back, form["action"], said="Goed.").status_code == 303
