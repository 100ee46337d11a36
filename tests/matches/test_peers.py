"""A match of peers: the same for both, and nobody is called a mentor or a mentee anywhere on screen."""

import re

import pytest

from tests.marks import ON_ONE

ROLE = re.compile(r"[^.]*\bment(?:or|ee)s?\b[^.]*", re.IGNORECASE)


@ON_ONE
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["yusuf", "amina"])
def test_no_page_of_theirs_calls_a_peer_mentor_or_mentee(as_person, cast, name, language):
    who = as_person(name)
    who.post("/language", {"language": language})
    first = f"/matches/{cast.matches['peer']}"
    todo, seen = [first], set()
    while todo:
        path = todo.pop()
        seen.add(path)
        page = who.page(path)
        said = ROLE.search(page.text)
        assert said is None, f"{path}: {said and said.group().strip()}"
        todo += (
            {link for link in page.links() if link.startswith((first, "/agreements/")) and "#" not in link}
            - seen
            - set(todo)
        )
    assert len(seen) > 12
