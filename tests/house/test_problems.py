"""A form that comes back says on top what is wrong: each problem with its question, and a way to its field."""

from __future__ import annotations

import pytest

from app.web.forms import SENTENCES
from app.web.language import translations
from app.web.verbs import verbs
from tests.house.page_rules import faults
from tests.house.refusing import BUTTONS, NONSENSE, NOTHING, Back, sent_back, wrong_in
from tests.house.test_every_route import ONCE
from tests.pages import Element, Page

pytestmark = [pytest.mark.slow, ONCE]
AT_ITS_END = "?!.:…"


@pytest.fixture(scope="module")
def aftermath(shared) -> list[Back]:
    """Each form that came back."""
    return sent_back(shared)


def question_of(page: Page, target: Element) -> str:
    """What somebody who sees the page reads as the question of a field."""
    around, group = target.within("label"), target.within("fieldset")
    one_of_several = group and len(group.all("input", name=target.get("name"))) > 1
    if group and around and (one_of_several or "choice" in around.classes):
        return group.all("legend")[0].text
    labels = page.all("label", for_=target["id"]) or ([around] if around else [])
    if labels:
        return labels[0].text
    named_by = page.all(id=target.get("aria-labelledby"))
    return named_by[0].text if named_by else target.get("aria-label")


def names_at(target: Element) -> set[str]:
    """The names of the field to which a link leads, or of those in it."""
    return {item.get("name") for item in target.every() if item.get("name")}


def test_every_form_that_can_be_refused_comes_back(shared, aftermath):
    with shared.inside():
        could = {name for name, done in verbs.items() if wrong_in(done, NOTHING) or wrong_in(done, NONSENSE)}
    assert could - {item.verb.name for item in aftermath} == BUTTONS


def test_what_comes_back_is_sound(aftermath):
    found = [f"{item}: {fault}" for item in aftermath for fault in faults(item.page, "nl")]
    assert not found, "\n".join(found)


def test_every_page_has_one_list_of_problems_with_something_in_it(aftermath):
    found = [str(item) for item in aftermath if [top.has("li") for top in item.lists] != [True]]
    assert not found, "\n".join(found)


def test_every_problem_leads_to_its_field(aftermath):
    found = []
    for item in aftermath:
        reached = {name for link in item.links for name in names_at(item.target(link))}
        if not item.asked() <= reached:
            found.append(f"{item}: no way to {item.asked() - reached}")
    assert not found, "\n".join(found)


def test_every_problem_says_its_question(aftermath):
    found = []
    for item in aftermath:
        for link in item.links:
            said, label = link.one("strong").text, question_of(item.page, item.target(link))
            question = said.removesuffix(":") if said not in label else said
            if not question or not label.startswith(question) or said[-1] not in AT_ITS_END:
                found.append(f"{item}: {link.text!r} for {label!r}")
            if link.text == said:
                found.append(f"{item}: {said} says not what is wrong")
    assert not found, "\n".join(found)


def test_what_is_wrong_with_nothing_that_is_asked_says_itself_what_it_is(aftermath):
    """A hidden field has no question, so that "Fill this in." would leave its reader with nothing to fill in."""
    bare = {translations("nl").gettext(sentence) for sentence in SENTENCES.values()}
    found = [
        f"{item}: {line.text}"
        for item in aftermath
        for top in item.lists
        for line in top.all("li")
        if not line.all("strong") and line.text in bare
    ]
    assert not found, "\n".join(found)


def test_no_problem_is_folded_away(aftermath):
    found = []
    for item in aftermath:
        for link in item.links:
            fold = item.target(link).within("details")
            if fold is not None and "open" not in fold:
                found.append(f"{item}: {link.text}")
    assert not found, "\n".join(found)


def test_the_title_says_it_first(aftermath):
    assert [str(item) for item in aftermath if not item.page.title.startswith("Bijna goed: ")] == []
