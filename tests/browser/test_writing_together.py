"""Two people write about one session, on their phones, and their youth worker answers: the whole way, as people go it."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from app.db import db
from app.sessions.models import Session
from tests.browser.conftest import PHONE

WITHOUT_WINDOWS = True

SECRET = "Thuis was er ruzie en dat blijft van mij."
HERS = "We hebben mijn presentatie twee keer geoefend."
HIS = "Sterke tweede keer. Ik praatte zelf te veel."


@pytest.fixture
def holding(open_browser, live_server):
    """`holding("samira")`: a page on the phone of somebody of the cast."""

    def open_page(name: str) -> Page:
        phone = open_browser(**PHONE)
        live_server.sign_in(phone, name)
        return phone.new_page()

    return open_page


def write(page: Page, session: str, did: str, face: str, audience: str) -> None:
    page.goto("/")
    page.locator(f'a[href*="session={session}"]').first.click()
    page.get_by_label(face).check()
    page.get_by_label("Wat hebben jullie gedaan?").fill(did)
    page.get_by_label(audience, exact=True).check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text(did)).to_be_visible()
    expect(page).to_have_url(re.compile("/entries/"))


def test_from_writing_to_being_answered(holding, live_server):
    cast = live_server.world.cast
    session = str(cast.sessions["held_9"])  # the one that was not written down; Joris did so today

    samira = holding("samira")
    samira.goto("/")
    expect(samira.get_by_role("heading", name="Hoi Samira")).to_be_visible()
    expect(samira.get_by_text("met Joris").first).to_be_visible()
    samira.goto(f"/sessions/{session}")
    expect(samira.get_by_text("Joris schreef ook.")).to_be_visible()
    write(samira, session, HERS, "goed", "Ook het team")
    samira.goto(f"/sessions/{session}")
    expect(samira.get_by_role("heading", name="Joris")).to_be_visible()  # her own view is in

    noor = holding("noor")
    noor.goto(f"/desk/sessions/{session}")
    expect(noor.get_by_text(HERS)).to_be_visible()
    assert "Joris schreef" not in noor.content()  # his is for the pair
    noor.get_by_role("button", name="Gezien", exact=True).first.click()
    expect(noor.get_by_role("heading", name="Doornemen", exact=True)).to_be_visible()
    noor.goto(f"/desk/sessions/{session}")
    expect(noor.get_by_text("Gezien door Noor").first).to_be_visible()
    noor.get_by_label("Jouw antwoord").fill("Wat knap, twee keer!")
    noor.get_by_role("button", name="Stuur").click()
    expect(noor.get_by_text("Wat knap, twee keer!")).to_be_visible()

    samira.goto("/")
    samira.get_by_role("link", name=re.compile("Noor gaf je antwoord.*Wat knap")).click()
    expect(samira.get_by_text("Wat knap, twee keer!")).to_be_visible()
    expect(samira.get_by_text("Gezien door Noor")).to_be_visible()
    reading = samira.locator("#reading")
    expect(reading.get_by_text("Gelezen door het team")).to_be_visible()
    expect(reading.get_by_text("Noor").first).to_be_visible()


def test_what_is_for_oneself_or_the_pair_is_on_no_screen_of_the_team(holding, live_server):
    session = str(live_server.world.cast.sessions["held_9"])
    samira = holding("samira")
    write(samira, session, SECRET, "moeilijk", "Alleen ik")
    joris = holding("joris")
    joris.goto(f"/sessions/{session}")
    assert SECRET not in joris.content()
    noor = holding("noor")
    for path in (
        "/",
        "/desk",
        f"/sessions/{session}",
        f"/matches/{live_server.world.cast.matches['samira_joris']}",
    ):
        noor.goto(path)
        assert SECRET not in noor.content(), path
        assert "moeilijk" not in noor.locator("main").inner_text(), path


def becomes(live_server, session, state: str) -> bool:
    """Whether a session comes to be in this state, within five seconds."""
    for _ in range(50):
        with live_server.world.inside():
            if db.session.get_one(Session, session).state == state:
                return True
        time.sleep(0.1)
    return False


def test_a_missed_session_takes_one_tap(holding, live_server):
    session = live_server.world.cast.sessions["next"]
    samira = holding("samira")
    samira.goto(f"/sessions/{session}")
    with samira.expect_navigation():  # where to depends on whether the outbox was there already
        samira.get_by_role("button", name="Gaat niet door").click()
    assert becomes(live_server, session, "missed")
    samira.goto(f"/sessions/{session}")
    expect(samira.get_by_text("Genoteerd: gaat niet door.")).to_be_visible()
    with samira.expect_navigation():
        samira.get_by_role("button", name="Ongedaan maken").click()
    assert becomes(live_server, session, "planned")
    samira.goto(f"/sessions/{session}")
    expect(samira.get_by_role("button", name="Gaat niet door")).to_be_visible()


def test_somebody_of_another_scheme_finds_nothing_anywhere(holding, live_server, trouble):
    trouble.expect("status of 404")
    cast = live_server.world.cast
    vera = holding("vera")
    for path in (
        f"/matches/{cast.matches['samira_joris']}",
        f"/sessions/{cast.sessions['held_6']}",
        f"/entries/{cast.entries['samira_team']}",
        f"/desk/sessions/{cast.sessions['held_6']}",
        f"/schemes/{cast.schemes['ours']}/people",
        f"/schemes/{cast.schemes['ours']}/people/{cast['samira']}",
    ):
        answer = vera.goto(path)
        assert answer.status == 404, path
        assert "Samira" not in vera.content()
    vera.goto("/desk")
    assert "Samira" not in vera.content()
