"""The steps of a match without network: what is written waits on the phone, and arrives when the network is back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.agreements.models import Agreement
from app.db import db
from app.matches.models import Match
from tests.browser.outboxes import no_network, settled

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


def test_a_clause_of_the_agreement(page_of, live_server):
    page, cast = page_of("aysel"), live_server.world.cast
    with live_server.world.inside():
        draft = (Agreement.match_id == cast.matches["milan_aysel"], Agreement.state == "draft")
        path = f"/agreements/{db.session.scalar(select(Agreement.id).where(*draft))}"
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
