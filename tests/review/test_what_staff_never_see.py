"""What somebody wrote for themselves or for the two of them reaches no screen, count or log of the staff."""

import logging

import pytest
from sqlalchemy import select

from app.db import db
from app.flags.models import Flag
from tests.days import today
from tests.house.routes import crawl

# Who runs the match, and a colleague; the others before a change is taken.
SEE_MOST = ("noor", "bas")
REST = [pytest.param(name, marks=pytest.mark.thorough) for name in ("karim", "femke", "vera")]
STARTS = [
    "/desk",
    "/desk?whose=team",
    "/desk/caseload",
    "/desk/week",
    "/desk/team",
    "/people",
    "/concerns",
    "/",
]
CANARY = "kanarie-4c1e"


def everything(visitor) -> dict[str, str]:
    """Every page that somebody of the staff reaches by following links, a few of each kind."""
    pages = crawl(visitor, STARTS, most_per_endpoint=4)
    return {path: answer.text for path, _endpoint, answer in pages if answer.mimetype == "text/html"}


@pytest.fixture
def written(as_person, cast) -> list[str]:
    """Samira writes three times: in her diary, about a session for herself, and about one for Joris and her."""
    samira = as_person("samira")
    match = cast.matches["samira_joris"]
    paths = [samira.post("/diary", {"on": today(), "did": f"{CANARY} dagboek"}).location]
    for days, audience in ((1, "me"), (2, "pair")):
        words = {"on": today(-days), "did": f"{CANARY} {audience}", "audience": audience, "feeling": "hard"}
        answer = samira.post(f"/matches/{match}/entries", words)
        assert answer.status_code == 303
        paths.append(answer.location)
    return [path.rsplit("/", 1)[-1] for path in paths]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SEE_MOST, *REST])
def test_nothing_private_is_on_any_page_of_the_staff(as_person, written, caplog, name):
    caplog.set_level(logging.DEBUG)
    pages = everything(as_person(name))
    assert len(pages) > 3
    for path, text in pages.items():
        assert CANARY not in text, path
        for entry_id in written:
            assert entry_id not in text, f"{path} knows of {entry_id}"
    assert CANARY not in caplog.text


def test_nothing_private_raises_a_flag_or_changes_a_count(as_person, inside, cast):
    def counted() -> list:
        with inside():
            return sorted(db.session.scalars(select(Flag.about_id).where(Flag.lowered_at.is_(None))), key=str)

    samira, noor = as_person("samira"), as_person("noor")
    before, chips = counted(), [link.text for link in noor.page("/desk").all("a") if "chip" in link.classes]
    samira.post("/diary", {"on": today(), "did": CANARY})
    words = {"on": today(), "did": CANARY, "audience": "pair"}
    samira.post(f"/matches/{cast.matches['samira_joris']}/entries", words)
    assert counted() == before
    assert [link.text for link in noor.page("/desk").all("a") if "chip" in link.classes] == chips


@pytest.mark.slow
def test_a_page_that_shows_too_much_would_be_seen(as_person, cast, written):
    """The same look at the pages of who may read it finds the words."""
    found = [path for path, text in everything(as_person("samira")).items() if CANARY in text]
    assert found
