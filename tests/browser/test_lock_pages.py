"""The pages of the own lock, in every state that somebody can meet: readable for all, light and dark, and without faults."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from app.accounts import locks
from app.accounts.models import JournalLock, SignIn
from app.db import db
from tests.browser.axe import audit
from tests.browser.conftest import DESK, PHONE

WITHOUT_WINDOWS = True

PIN, WRONG = "482915", "246813"
SMALL = {**PHONE, "viewport": {"width": 360, "height": 740}}


@pytest.fixture(
    params=[pytest.param(SMALL, id="360"), pytest.param(DESK, id="1280", marks=pytest.mark.thorough)]
)
def page(request, open_browser, live_server) -> Page:
    """Samira's page; she showed her passkey a moment ago."""
    context = open_browser(**request.param)
    live_server.sign_in(context, "samira", strong=True)
    return context.new_page()


@pytest.fixture
def without(live_server):
    """`without(forgot_at=…)`: something else happens to her lock, and on all her phones it closes."""

    def close(**facts) -> None:
        with live_server.world.inside():
            db.session.execute(update(SignIn).values(unlocked_at=None))
            if facts:
                db.session.execute(update(JournalLock).values(**facts))

    return close


def look(page: Page, heading: str) -> None:
    """What stands there is sound, light and dark, with all that folds open."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        audit(page)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        assert not wide, f"{heading}, {colours}: wider than the window"


def fill(page: Page, action: str, **fields: str) -> None:
    """Fill in one of the forms and send it."""
    form = page.locator(f"form[action$='{action}']")
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button").click()


def test_every_state_of_the_lock_is_readable_for_all(page, live_server, without, trouble):
    trouble.expect("status of 403", "status of 422")  # a closed page and a wrong PIN are told by their status
    page.goto("/lock")
    look(page, "Mijn eigen slot")  # there is none yet
    fill(page, "/lock", new="1234", again="4321")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    look(page, "Mijn eigen slot")  # two PINs that do not do
    fill(page, "/lock", new=PIN, again=PIN)
    expect(page.get_by_text("Je slot is open")).to_be_visible()
    look(page, "Mijn eigen slot")  # set, and open
    fill(page, "/lock/pin", pin=WRONG, new=PIN, again=PIN)
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    look(page, "Mijn eigen slot")  # another PIN, with a wrong one
    without()
    page.goto("/lock")
    look(page, "Je slot is dicht")
    fill(page, "/lock/open", pin=WRONG)
    expect(page.locator("[aria-invalid=true]")).to_be_visible()
    look(page, "Je slot is dicht")  # a wrong PIN
    page.goto(f"/entries/{live_server.world.cast.entries['samira_diary']}")
    look(page, "Je slot is dicht")  # in front of what is behind it
    page.evaluate("document.querySelector('details').open = true")
    fill(page, "/lock/forgotten")
    expect(page.get_by_role("heading", name="Het slot gaat weg")).to_be_visible()
    look(page, "Je slot is dicht")  # somebody forgot the PIN
    with live_server.world.inside():
        opens = locks.clock.now() + locks.RECOVERED
    without(pin_hash=None, forgot_at=None, opens_at=opens)
    page.goto("/lock")
    look(page, "Je slot is dicht")  # let in again, without a PIN
