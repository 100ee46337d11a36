"""The steps of a match without network: what is written waits on the phone, and arrives when the network is back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app import clock
from app.agreements.models import Agreement
from app.db import db
from app.matches.models import Match, MatchEvent, Participation
from tests.browser.outboxes import no_network, settled

WITHOUT_WINDOWS = True

WORDS = "Geschreven in de trein, zonder netwerk."


@pytest.fixture(autouse=True)
def _expected(trouble):
    trouble.expect("ERR_INTERNET_DISCONNECTED", "Failed to fetch")


@pytest.fixture
def match(live_server):
    """The path of a match of the cast."""
    return lambda name: f"/matches/{live_server.world.cast.matches[name]}"


@pytest.fixture
def closing(live_server, match) -> str:
    """The path of the match of Samira and Joris, who are closing it."""
    with live_server.world.inside():
        db.session.get_one(Match, live_server.world.cast.matches["samira_joris"]).state = "closing"
    return match("samira_joris")


def write_without_network(
    page: Page, path: str, form: str, fill: str, press: str = ".actions button"
) -> None:
    """Open a form, lose the network, write and save; then the network is back and nothing waits any more."""
    settled(page, path)
    expect(page.locator(f"{form}[data-wired]").first).to_be_attached()
    with no_network(page):
        for row in page.locator(f"{form} >> xpath=ancestor::details").all()[:1]:
            row.locator("summary").first.click()
        page.locator(f"{form} {fill}").first.fill(WORDS)
        page.locator(press).first.click()
        expect(page.locator(".card.waiting", has_text=WORDS)).to_be_visible()
    expect(page.locator('#saving[data-state="saved"]')).to_be_visible(timeout=20_000)


def test_a_card_about_oneself(page_of, live_server):
    page = page_of("samira")
    path = f"/schemes/{live_server.world.cast.schemes['ours']}/card"
    write_without_network(page, path, "#card", "textarea")
    page.goto(path)
    expect(page.locator("#card textarea").first).to_have_value(WORDS)


def test_a_private_sheet_before_the_first_meeting(page_of, match):
    page = page_of("ravi")
    path = f"{match('preparing')}/preparation"
    write_without_network(page, path, "#sheet", "textarea")
    page.goto(path)
    expect(page.locator("#sheet textarea").first).to_have_value(WORDS)


@pytest.fixture
def draft(live_server) -> str:
    """The path of the agreement that Milan and Aysel write."""
    with live_server.world.inside():
        theirs = (
            Agreement.match_id == live_server.world.cast.matches["milan_aysel"],
            Agreement.state == "draft",
        )
        return f"/agreements/{db.session.scalar(select(Agreement.id).where(*theirs))}"


def test_a_clause_that_is_refused_says_which_one(page_of, draft):
    page = settled(page_of("aysel"), draft)
    clause = page.locator(".clause").first
    question = clause.locator("h2").text_content()
    clause.locator("summary").click()
    clause.locator("textarea").fill("x" * 20_001)
    clause.locator("button").click()
    way = clause.locator(".summary-of-problems a")
    expect(way).to_have_text(f"{question} Dit is te lang: hooguit 20.000 tekens.")
    way.click()
    expect(clause.locator("textarea")).to_be_focused()


def test_a_clause_of_the_agreement(page_of, draft):
    page, path = page_of("aysel"), draft
    form = 'form[data-offline="agreements.change"]'
    write_without_network(page, path, form, "textarea", f"{form} button")
    page.goto(path)
    expect(page.get_by_text(WORDS).first).to_be_visible()


def test_looking_back(page_of, closing):
    page = page_of("samira")
    write_without_network(page, f"{closing}/looking-back", "#look-back", "textarea")
    page.goto(f"{closing}/looking-back")
    expect(page.locator("#look-back textarea").first).to_have_value(WORDS)


def test_a_thank_you_note(page_of, closing):
    page = page_of("samira")
    write_without_network(page, f"{closing}/thanks", "#thank", "textarea")
    page.goto(f"{closing}/thanks")
    expect(page.get_by_text(WORDS).first).to_be_visible()


def test_whether_it_fits(page_of, match):
    page = page_of("yusuf")
    path = f"{match('group')}/fit"
    settled(page, path)
    expect(page.locator("#fit[data-wired]")).to_be_attached()
    with no_network(page):
        page.locator("#fit label.choice").first.click()
        page.locator(".actions button").click()
        expect(page.locator(".card.waiting")).to_be_visible()
    expect(page.locator('#saving[data-state="saved"]')).to_be_visible(timeout=20_000)
    page.goto("/")
    expect(page.locator(f'a[href="{path}"]')).to_have_count(0)


def happened(live_server, name: str) -> list[str]:
    """What is on record of a match of the cast."""
    with live_server.world.inside():
        asked = MatchEvent.match_id == live_server.world.cast.matches[name]
        return list(db.session.scalars(select(MatchEvent.verb).where(asked)))


def press_without_network(page: Page, path: str, form: str, fill: dict[str, str] | None = None) -> None:
    """Open a page, lose the network, fill in and press; it waits in its place, and arrives when the network is back."""
    settled(page, path)
    expect(page.locator(f"{form}[data-wired]").first).to_be_attached()
    with no_network(page):
        for name, value in (fill or {}).items():
            page.locator(f"[name={name}]").fill(value)
        name = form.removeprefix("#")
        page.locator(f"{form} button, button[form='{name}']").first.click()
        expect(page.locator(".card.waiting")).to_be_visible()
    expect(page.locator('#saving[data-state="saved"]')).to_be_visible(timeout=20_000)


def test_a_pause(page_of, match, live_server):
    page, day = page_of("samira"), (clock.now() + timedelta(days=20)).date()
    path = f"{match('samira_joris')}/pause"
    press_without_network(page, path, "#move", {"until": day.isoformat()})
    with live_server.world.inside():
        there = db.session.get_one(Match, live_server.world.cast.matches["samira_joris"])
        assert there.paused_until == day
    assert happened(live_server, "samira_joris").count("pause") == 1


@pytest.mark.parametrize(
    ("who", "name", "noun", "move"),
    [
        ("samira", "samira_joris", "stop", "ask-to-stop"),
        ("joris", "samira_joris", "closing", "start-closing"),
        ("yusuf", "peer", "stop", "ask-to-stop"),
    ],
)
def test_a_move_without_words(page_of, match, live_server, who, name, noun, move):
    page = page_of(who)
    press_without_network(page, f"{match(name)}/{noun}", "#move")
    assert happened(live_server, name).count(move) == 1
    page.goto(match(name))
    expect(page.locator("h1")).to_be_visible()


def test_the_first_meeting_as_the_team_writes_it_down(page_of, match, live_server):
    page, cast = page_of("noor"), live_server.world.cast
    settled(page, f"{match('preparing')}/meeting")
    expect(page.locator("#move[data-wired]")).to_be_attached()
    with no_network(page):
        for name in ("Hanna", "Ravi"):
            page.get_by_label(name).check()
        page.locator("button[form='move']").click()
        expect(page.locator(".card.waiting")).to_contain_text("Ravi")
    expect(page.locator('#saving[data-state="saved"]')).to_be_visible(timeout=20_000)
    with live_server.world.inside():
        assert db.session.get_one(Match, cast.matches["preparing"]).state == "agreeing"


def test_a_question_about_a_proposal_and_then_a_yes(page_of, match, live_server):
    page = page_of("wouter")
    path = f"{match('proposed')}/proposal"
    press_without_network(page, path, "#ask", {"asks": WORDS})
    page.goto(path)
    expect(page.get_by_text(WORDS)).to_be_visible()
    press_without_network(page, path, "#yes")
    with live_server.world.inside():
        asked = Participation.match_id == live_server.world.cast.matches["proposed"]
        mine = Participation.person_id == live_server.world.cast["wouter"]
        assert db.session.scalars(select(Participation.state).where(asked, mine)).all() == ["in"]


def test_a_no_to_a_proposal(page_of, match, live_server):
    page = page_of("jamila")
    press_without_network(page, f"{match('proposed')}/proposal", "#no")
    with live_server.world.inside():
        assert db.session.get_one(Match, live_server.world.cast.matches["proposed"]).state == "withdrawn"


def test_leaving_a_group(page_of, live_server):
    page, cast = page_of("yusuf"), live_server.world.cast
    with live_server.world.inside():
        mine = (Participation.match_id == cast.matches["group"], Participation.person_id == cast["yusuf"])
        part = db.session.scalars(select(Participation.id).where(*mine)).one()
    press_without_network(page, f"/participations/{part}/leaving", "#leave")
    with live_server.world.inside():
        assert db.session.get_one(Participation, part).state == "left"


def test_who_was_there(page_of, live_server):
    page, cast = page_of("milan"), live_server.world.cast
    path = f"/sessions/{cast.sessions['group']}"
    settled(page, path)
    expect(page.locator("form[data-offline='sessions.attend'][data-wired]")).to_be_attached()
    with no_network(page):
        page.get_by_text("Verander wie erbij waren").click()
        page.get_by_label("Amina").check()
        page.locator("form[data-offline='sessions.attend'] button").click()
        expect(page.locator(".card.waiting")).to_contain_text("Amina")
    expect(page.locator('#saving[data-state="saved"]')).to_be_visible(timeout=20_000)
    page.goto(path)
    expect(page.locator("#present + p")).to_contain_text("Amina")
