"""Who does something on a page that stands beside the queue stays beside it: after doing it, and where it is refused."""

import pytest

from tests.days import today

WHOLE = "/desk?whose=team"
BESIDE = "?from=desk&whose=team"


def line_to(page, room: str) -> str:
    """Where the first line of a queue leads that opens a page of this room."""
    return next(
        link["href"] for link in page.all("a") if "line" in link.classes and f"/{room}/" in link["href"]
    )


def queue_beside(page) -> list[str]:
    """The lines that stand beside a page."""
    return [link["href"] for link in page.all("a") if "line" in link.classes]


def open_line(page) -> list[str]:
    """The line that is said to be open."""
    return [
        link["href"]
        for link in page.all("a")
        if "line" in link.classes and link.get("aria-current") == "true"
    ]


def test_who_answers_feedback_stays_beside_the_queue(as_person):
    bas = as_person("bas")
    path = line_to(bas.page(WHOLE), "feedback")
    page = bas.page(path)
    form = page.form(path.replace("?", "/answers?"))
    assert form["data-then"] == path
    answer = bas.submit(page, form, said="Zullen we er met z'n drieën over praten?")
    assert answer.location == path
    assert queue_beside(bas.follow(answer))


def test_who_answers_a_question_stays_beside_the_queue_with_the_proposal(as_person):
    bas = as_person("bas")
    path = line_to(bas.page(WHOLE), "match-questions")
    page = bas.page(path)
    form = page.form(path)
    answer = bas.submit(page, form, said="Ja, dat kan op woensdag.")
    assert answer.location == form["data-then"]
    assert answer.location.endswith(f"/proposal{BESIDE}")
    assert queue_beside(bas.follow(answer))


@pytest.mark.parametrize(("room", "to"), [("feedback", "/answers"), ("match-questions", "")])
def test_where_it_is_refused_its_line_is_still_the_open_one(as_person, room, to):
    bas = as_person("bas")
    path = line_to(bas.page(WHOLE), room)
    page = bas.page(path)
    answer = bas.submit(page, page.form(path.replace("?", f"{to}?")), said="")
    assert answer.status_code == 422
    assert open_line(type(page)(answer.text, path)) == [path]


def test_a_move_of_a_match_begins_and_ends_beside_the_queue(as_person):
    bas = as_person("bas")
    path = line_to(bas.page(WHOLE), "matches")
    ways = [link for link in bas.page(path).links() if link.endswith(f"/pause{BESIDE}")]
    page = bas.page(ways[0])
    assert open_line(page) == [path]
    assert [link["href"] for link in page.all("a") if "file-back" in link.classes] == [path]
    answer = bas.submit(page, page.form(ways[0]), until=today(20), reason="Zomer")
    assert answer.location == path
    assert queue_beside(bas.follow(answer))


def test_what_is_done_on_a_page_that_stands_alone_leads_to_one_that_stands_alone(as_person):
    bas = as_person("bas")
    path = line_to(bas.page(WHOLE), "feedback").partition("?")[0]
    answer = bas.submit(bas.page(path), f"{path}/answers", said="Ik bel je.")
    assert answer.location == path
    assert not queue_beside(bas.follow(answer))


def test_no_address_makes_the_queue_stand_beside_what_others_do(as_person):
    """Who sends a form with that ending and has no desk lands where everybody does."""
    samira = as_person("samira")
    path = next(
        link
        for link in samira.page("/feedback").links()
        if link.startswith("/feedback/") and "new" not in link
    )
    page = samira.page(path)
    fields = page.form(f"{path}/answers").fields()
    answer = samira.post(f"{path}/answers?from=desk", {**fields, "said": ["Dank je."]})
    assert answer.location == path


def test_what_is_seen_and_answered_at_the_desk_keeps_what_the_queue_shows(as_person, cast):
    """Also without htmx, by the plain form."""
    noor = as_person("noor")
    path = f"/desk/entries/{cast.entries['joris_team']}?whose=team"
    page = noor.page(path)
    form = next(form for form in page.forms() if "/answers" in form.get("action", ""))
    answer = noor.submit(page, form, said="Mooi.")
    assert answer.location.endswith("?whose=team")


def test_who_signs_comes_back_beside_the_queue(as_person):
    noor = as_person("noor", strong=True)
    path = line_to(noor.page(WHOLE), "agreements")
    sign = next(link for link in noor.page(path).links() if "/signature" in link)
    page = noor.page(sign)
    assert sign.endswith(BESIDE)
    assert page.form(sign)
    assert path in page.links()


def test_who_closes_a_follow_up_stays_at_the_file_where_it_was_closed(as_person, cast):
    noor = as_person("noor")
    match, session = (
        f"/desk/matches/{cast.matches['samira_joris']}",
        f"/desk/sessions/{cast.sessions['held_5']}",
    )
    for place in (match, session):
        path = f"{place}?whose=team"
        noor.submit(noor.page(match), f"{match}/follow-ups", said="Bellen", due_on=today(3))
        page = noor.page(path)
        form = next(form for form in page.forms() if "/closing" in form.get("action", ""))
        assert noor.submit(page, form, said="Goed.").location == path
