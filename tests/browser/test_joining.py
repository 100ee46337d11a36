"""Coming in: an invitation, a passkey, out and in again, a second phone, and back in after losing one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.passkeys import Authenticator

CODE = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}")


@pytest.fixture
def person_on_phone(open_browser, live_server):
    """`person_on_phone("noor")`: a page on a phone of their own, on which they are signed in."""

    def open_page(name: str | None = None) -> Page:
        phone = open_browser(**PHONE)
        if name:
            live_server.sign_in(phone, name, strong=True)
        return phone.new_page()

    return open_page


@pytest.fixture
def invited(person_on_phone, live_server) -> str:
    """Noor invites Samira's classmate Lina; this is the code that stands on her screen."""
    noor = person_on_phone("noor")
    noor.goto(f"/schemes/{live_server.world.cast.schemes['ours']}/invitations")
    noor.get_by_label("Voor wie is het?").fill("Lina, klas 2c")
    noor.get_by_role("button", name="Maak de uitnodiging").click()
    expect(noor.locator(".qr svg")).to_be_visible()
    return CODE.search(noor.locator(".code").inner_text())[0]


def join(page: Page, code: str, called: str) -> None:
    page.goto("/sign-in")
    page.get_by_role("link", name="Ik heb een uitnodiging").click()
    page.get_by_label("Je code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Hoe wil je heten?").fill(called)
    page.get_by_role("button", name="Maak mijn sleutel").click()
    expect(page.get_by_role("heading", name=f"Hoi {called}")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/me")
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("button", name="Log in met je telefoon")).to_be_visible()


def sign_in(page: Page, called: str) -> None:
    page.get_by_role("button", name="Log in met je telefoon").click()
    expect(page.get_by_role("heading", name=f"Hoi {called}")).to_be_visible()


def test_somebody_joins_with_a_code_and_signs_in_again_with_nothing_but_the_phone(page, passkeys, invited):
    page.add_init_script(
        "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
    )  # the button alone
    join(page, invited, "Lina")
    made = passkeys.credentials()
    assert len(made) == 1
    assert made[0]["isResidentCredential"]
    sign_out(page)
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in"))
    sign_in(page, "Lina")


def test_a_link_with_the_code_goes_straight_on_and_the_code_leaves_the_address(page, passkeys, invited):
    page.goto(f"/invitation#{invited}")
    expect(page.get_by_label("Hoe wil je heten?")).to_be_visible()
    assert invited not in page.url


def test_a_code_works_once(page, passkeys, invited, person_on_phone, trouble):
    join(page, invited, "Lina")
    trouble.expect("status of 422")
    other = person_on_phone()
    other.goto("/invitation")
    other.get_by_label("Je code").fill(invited)
    other.get_by_role("button", name="Ga verder").click()
    expect(other.get_by_text("Deze code werkt niet").first).to_be_visible()


def test_the_passkey_is_offered_by_autofill(page, passkeys, invited):
    join(page, invited, "Lina")
    passkeys.touch(False)
    sign_out(page)
    # The browser answers a conditional question by itself when the virtual phone confirms: nothing is tapped.
    passkeys.touch(True)
    page.goto("/sign-in?next=/me")
    expect(page.get_by_role("heading", name="Ik", exact=True)).to_be_visible()


def test_a_closed_question_is_no_error_and_nothing_changes(page, passkeys, invited):
    join(page, invited, "Lina")
    passkeys.verify(False)
    sign_out(page)
    page.get_by_role("button", name="Log in met je telefoon").click()
    expect(page.locator("[data-go][aria-busy]")).to_have_count(0)
    expect(page.locator("[data-problem]")).to_be_hidden()
    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_a_second_phone_comes_in_with_a_code_and_is_ended_from_the_first(
    page, passkeys, invited, person_on_phone
):
    join(page, invited, "Lina")
    page.goto("/devices")
    page.get_by_role("button", name="Voeg een telefoon of browser toe").click()
    code = CODE.search(page.locator(".code").inner_text())[0]
    second = person_on_phone()
    lock = Authenticator(second)
    second.goto("/invitation")
    second.get_by_label("Je code").fill(code)
    second.get_by_role("button", name="Ga verder").click()
    expect(second.get_by_role("heading", name="Hoi Lina")).to_be_visible()
    second.get_by_role("button", name="Maak mijn sleutel").click()
    expect(second.get_by_role("heading", name="Hoi Lina")).to_be_visible()
    expect(second).to_have_url(re.compile("/$"))

    page.goto("/")
    expect(page.get_by_text("Er kwam een sleutel bij")).to_be_visible()
    page.goto("/devices")
    page.get_by_role("button", name=re.compile("^Log uit ")).click()
    expect(page.get_by_role("button", name=re.compile("^Log uit "))).to_have_count(0)
    lock.touch(False)  # the door offers the passkey by itself, and would let her in before anybody looks
    second.goto("/")
    expect(second).to_have_url(re.compile("/sign-in"))


def test_who_lost_their_phone_gets_back_in_with_two_of_the_team(
    page, passkeys, invited, person_on_phone, live_server, trouble
):
    join(page, invited, "Lina")
    ours = live_server.world.cast.schemes["ours"]

    noor = person_on_phone("noor")
    noor.goto(f"/schemes/{ours}/people?q=Lina")
    noor.get_by_role("link", name=re.compile("^Lina")).click()
    noor.get_by_role("link", name="Help diegene weer naar binnen").click()
    noor.get_by_label("Wat is er gebeurd?").fill("Telefoon in het water gevallen.")
    noor.get_by_label("We zaten bij elkaar").check()
    noor.get_by_role("button", name="Vraag het een collega").click()
    expect(noor.get_by_text("Wacht op een tweede persoon")).to_be_visible()
    expect(noor.get_by_role("button", name="Ik vind het goed")).to_have_count(0)

    bas = person_on_phone("bas")
    bas.goto("/recoveries")
    bas.get_by_role("button", name="Ik vind het goed").click()
    expect(bas.get_by_text("Klaar voor een code")).to_be_visible()

    noor.goto("/recoveries")
    noor.get_by_role("button", name="Maak een code").click()
    code = CODE.search(noor.locator(".code").inner_text())[0]

    # Her old phone, which she finds back, has been told all along.
    page.goto("/")
    expect(page.get_by_text("Noor vroeg om je weer binnen te laten")).to_be_visible()

    fresh = person_on_phone()
    Authenticator(fresh)
    fresh.goto("/invitation")
    fresh.get_by_label("Je code").fill(code)
    fresh.get_by_role("button", name="Ga verder").click()
    fresh.get_by_role("button", name="Maak mijn sleutel").click()
    expect(fresh.get_by_text("Je bent weer binnengelaten door Noor en Bas")).to_be_visible()

    page.goto("/")
    expect(page).to_have_url(re.compile("/sign-in"))
    trouble.expect("status of 400")
    page.get_by_role("button", name="Log in met je telefoon").click()
    expect(page.locator("[data-problem]")).to_be_visible()
