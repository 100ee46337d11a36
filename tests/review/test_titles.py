"""The title of the desk follows what stands there, also where htmx brings a piece of it."""

import pytest

from tests.pages import Page

HTMX = {"HX-Request": "true"}
LINES = {"entries": "Ontmoeting", "talks": "Wil praten", "matches": "Koppeling"}


def title_of(answer) -> str:
    """What the title becomes that this answer brings, as a browser reads it."""
    [title] = [found.text for found in Page(answer.text, "").all("title")]
    return " ".join(title.split())


@pytest.mark.parametrize("room", LINES)
def test_another_line_has_another_title(as_person, room):
    bas = as_person("bas")
    queue = bas.page("/desk?whose=team")
    path = next(link for link in queue.links() if link.startswith(f"/desk/{room}/"))
    title = bas.page(path).title
    assert title.startswith(LINES[room])
    assert title != queue.title == "Doornemen · Naast"


def test_an_answer_by_htmx_says_in_the_title_that_it_was_refused_and_no_longer_when_it_was_taken(
    as_person, cast
):
    noor = as_person("noor")
    path = f"/desk/entries/{cast.entries['joris_team']}"
    page = noor.page(path)
    form = next(form for form in page.forms() if form.get("action", "").endswith("/answers"))
    fields = form.fields()
    refused = noor.post(form["hx-post"], {**fields, "said": [""]}, headers=HTMX)
    assert refused.status_code == 422
    assert title_of(refused) == f"Bijna goed: {' '.join(page.title.split())}"
    taken = noor.post(form["hx-post"], {**fields, "said": ["Mooi."]}, headers=HTMX)
    assert title_of(taken) == " ".join(page.title.split())


def test_handing_over_by_htmx_says_in_the_title_that_something_is_missing(as_person, cast):
    noor = as_person("noor")
    page = noor.page("/desk/handing-over")
    form = next(form for form in page.forms() if form.get("action", "").endswith("/handover"))
    fields = {**form.fields(), "to": [str(cast["bas"])]}
    refused = noor.post(form["hx-post"], fields, headers=HTMX)
    assert refused.status_code == 422
    assert title_of(refused).endswith(f": {page.title}")
    taken = noor.post(form["hx-post"], {**fields, "said": ["Bel ze."]}, headers=HTMX)
    assert title_of(taken) == page.title
