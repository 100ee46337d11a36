"""Journeys at the desk in a real browser: Noor by keyboard and by thumb, Karim with a concern, Femke with the team."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app import ids
from app.db import db
from app.people.models import Person
from app.schemes.models import Scheme
from app.schemes.queries import actor_of
from app.talks.actions import ask
from app.talks.forms import AskForm
from tests.browser.axe import audit
from tests.browser.conftest import DESK, PHONE

WITHOUT_WINDOWS = True

ON_A_PHONE = pytest.param(PHONE, id="390", marks=pytest.mark.thorough)
BOTH = pytest.mark.parametrize("shape", [pytest.param(DESK, id="1280"), ON_A_PHONE])
FIRST = "[data-lines] a.line >> nth=0"


@pytest.fixture
def open_as(open_browser, live_server):
    """`open_as("noor", DESK)`: a page on such a screen, on which she is signed in."""

    def open_page(name: str, shape: dict) -> Page:
        context: BrowserContext = open_browser(**shape)
        live_server.sign_in(context, name)
        return context.new_page()

    return open_page


def test_noor_works_through_her_desk_without_a_mouse(open_as, live_server):
    page = open_as("noor", DESK)
    page.goto("/desk")
    page.locator("body[data-keys]").wait_for()
    shared = page.locator(f'a.line[href="/desk/entries/{live_server.world.cast.entries["joris_team"]}"]')
    for _ in range(20):
        page.keyboard.press("j")
        if shared.evaluate("line => line === document.activeElement"):
            break
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(shared).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".file-pane .title")).to_contain_text("Samira & Joris")
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("r")
    expect(page.locator("#f-said")).to_be_focused()
    page.keyboard.type("sjjk")  # letters, while somebody writes
    expect(page.locator("#f-said")).to_have_value("sjjk")
    page.locator("#f-said").fill("")
    page.locator("h2.title").click()
    page.goto(page.url)
    page.locator("body[data-keys]").wait_for()
    page.keyboard.press("s")
    page.wait_for_url("**/desk")
    expect(shared).to_have_count(0)


def test_noor_acknowledges_in_two_taps_within_reach_of_her_thumb(open_as, live_server):
    page = open_as("noor", PHONE)
    page.goto("/desk")
    line = page.locator(f'a.line[href="/desk/entries/{live_server.world.cast.entries["joris_team"]}"]')
    line.tap()
    button = page.locator('.actions [data-key="s"]')
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 48
    assert box["y"] > 844 / 2
    button.tap()
    page.wait_for_url("**/desk")
    expect(line).to_have_count(0)


@BOTH
def test_who_wants_to_talk_is_on_top_of_an_open_desk_within_seconds(open_as, live_server, shape):
    page = open_as("noor", shape)
    page.goto("/desk")
    before = page.locator("[data-lines] a.line").count()
    page.wait_for_timeout(1000)
    world = live_server.world
    with world.inside():
        samira = actor_of(db.session.get_one(Person, world.cast["samira"]))
        scheme = db.session.get_one(Scheme, world.cast.schemes["ours"])
        path = f"/talks/{ask(samira, scheme, AskForm(), ids.new_id()).id}"
    expect(page.locator(f'a.line[href="/desk{path}"]')).to_be_visible(timeout=12_000)
    expect(page.locator("[data-lines] a.line")).to_have_count(before + 1)
    assert "Samira wil met iemand praten" in page.locator("[data-lines]").inner_text()


def test_samira_raises_a_concern_two_taps_from_today(open_as):
    page = open_as("samira", PHONE)
    page.goto("/")
    page.get_by_role("link", name="Nu hulp nodig").tap()
    page.get_by_role("link", name="Ik maak me zorgen").tap()
    page.fill("#f-who", "Mijn vriendin")
    page.fill("#f-facts", "Ze eet al dagen niet.")
    page.click(".actions button")
    page.wait_for_url("**/concerns/0*")
    expect(page.locator("h1")).to_have_text("Je zorg is aangekomen")
    expect(page.locator("main")).to_contain_text("Karim")


@BOTH
def test_noor_answers_follows_up_and_closes_it_and_joris_reads_the_answer(open_as, live_server, shape):
    page = open_as("noor", shape)
    page.goto(f"/desk/entries/{live_server.world.cast.entries['joris_team']}")
    expect(page.locator("main")).not_to_contain_text("Alleen voor mij")
    page.fill("#f-said", "Goed dat je dit schrijft.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".file-pane")).to_contain_text("Goed dat je dit schrijft.")
    page.locator("#follow-up summary").click()
    page.fill("#f-do", "Bellen hoe het ging.")
    page.locator("#follow-up").get_by_role("button", name="Bewaren").click()
    follow_ups = page.locator("#follow-ups")
    expect(follow_ups.locator("article")).to_contain_text("Bellen hoe het ging.")
    audit(page)
    follow_ups.get_by_label("Hoe ging het?").fill("Het gaat goed.")
    follow_ups.get_by_role("button", name="Afvinken").click()
    expect(follow_ups.locator("article")).to_have_count(0)
    joris = open_as("joris", PHONE)
    joris.goto(f"/entries/{live_server.world.cast.entries['joris_team']}")
    expect(joris.locator("main")).to_contain_text("Goed dat je dit schrijft.")


@BOTH
def test_noor_calls_and_notes_five_answers(open_as, live_server, shape):
    page = open_as("noor", shape)
    page.goto(f"/desk/matches/{live_server.world.cast.matches['samira_joris']}")
    page.get_by_role("link", name="Samira").filter(has_text="Ik sprak").click()
    form = page.locator("#check-in")
    form.get_by_label("Samira").check()
    for number in range(5):
        form.locator("fieldset").nth(2 + number).locator("input").first.check(force=True)
    page.locator(".actions button").click()
    page.wait_for_url("**/desk/matches/*")
    audit(page)


@BOTH
def test_karim_decides_with_reasons_and_closes(open_as, live_server, shape):
    page = open_as("karim", shape)
    page.goto("/desk")
    page.locator(FIRST).click()
    expect(page.locator(".file-pane .title")).to_have_text("Over Aysel")
    audit(page)
    page.get_by_text("Beslissen", exact=True).click()
    page.get_by_label("Blijven volgen").check()
    page.fill("#f-why", "Ze slaapt weer thuis. We bellen elke week.")
    page.get_by_role("button", name="Bewaar dit besluit").click()
    expect(page.locator(".notes")).to_contain_text("We bellen elke week.")
    page.locator("summary", has_text="Dossier sluiten").click()
    page.fill("#f-end", "Het is weer rustig.")
    page.get_by_role("button", name="Dossier sluiten").click()
    expect(page.locator(".file-pane header .badge")).to_have_text("Afgerond")
    page.goto("/desk")
    expect(page.locator("[data-lines]")).to_have_count(0)


@BOTH
def test_femke_reads_and_changes_the_order_of_the_desk(open_as, shape):
    page = open_as("femke", shape)
    page.goto("/desk/team")
    page.get_by_role("link", name="De volgorde van het bureau").click()
    expect(page.locator("h1")).to_have_text("De volgorde van het bureau")
    second = page.locator(".order li >> nth=1").locator(".badge").inner_text()
    page.locator(".order li >> nth=1").get_by_role("button", name="Omhoog").click()
    expect(page.locator(".order li >> nth=0").locator(".badge")).to_have_text(second)
    audit(page)


@BOTH
def test_femke_hands_noors_matches_to_a_colleague_with_a_note(open_as, shape):
    page = open_as("femke", shape)
    page.goto("/desk/team")
    page.get_by_role("link", name=re.compile("Overdragen.*Noor")).click()
    page.get_by_label("Samira & Joris").check()
    page.locator("input[name=to]").first.check(force=True)
    page.get_by_label("Een briefje bij elk").fill("Ze zien elkaar op woensdag.")
    page.get_by_role("button", name="Overdragen").click()
    expect(page.locator("main")).not_to_contain_text("Samira & Joris")
    audit(page)


def test_a_caseload_fits_on_a_phone_and_says_in_words_what_it_draws(open_as):
    for shape in (DESK, PHONE):
        page = open_as("noor", shape)
        page.goto("/desk/caseload")
        audit(page)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        drawings = page.locator("svg.spark").evaluate_all("all => all.map((one) => one.ariaLabel)")
        assert "Laatste 12 weken: 9 weken met een ontmoeting, 1 waarin het niet doorging" in drawings


def test_a_button_that_is_refused_says_so_on_a_phone_too(open_as, trouble):
    """There is one pane at a time, and the list is not what has to be read."""
    trouble.expect("status of 422")
    page = open_as("noor", PHONE)
    page.goto("/desk?whose=team")
    page.evaluate(
        "() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/desk/done';"
        " document.body.append(form); form.submit(); }"
    )
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.get_by_role("alert")).to_contain_text("over welke regel van je bureau")
    expect(page.locator("a.line").first).not_to_be_visible()


@pytest.mark.parametrize("width", [360, 1024, 1152, 1280])
def test_a_caseload_with_the_longest_names_is_not_cut(open_as, live_server, width):
    """Forty letters without a space; what does not fit beside it would be gone, since the pane does not scroll."""
    world = live_server.world
    with world.inside():
        for name in ("samira", "joris"):
            db.session.get_one(Person, world.cast[name]).called = "W" * 40
    page = open_as("noor", {**DESK, "viewport": {"width": width, "height": 800}})
    page.goto("/desk/caseload")
    expect(page.locator(".cases")).to_contain_text("W" * 40)
    beyond = "[...document.querySelectorAll('main, .list-pane')].filter((it) => it.scrollWidth > it.clientWidth + 1).length"
    assert page.evaluate(beyond) == 0


def test_a_match_without_a_note_comes_back_alone_and_what_was_begun_about_another_stays(open_as, trouble):
    page = open_as("noor", DESK)
    trouble.expect("status of 422")
    page.goto("/desk/handing-over")
    page.locator("form[data-htmx-powered]").first.wait_for()
    forms = page.locator('form[action$="/handover"]')
    number = forms.count()
    forms.nth(1).locator("textarea").fill("Nog niet af")
    forms.nth(0).get_by_role("button", name="Aan Bas").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is nog geen briefje.")
    audit(page)
    page.get_by_label("Overdragen zonder briefje").check()
    forms.nth(0).get_by_role("button", name="Aan Bas").click()
    expect(page.get_by_role("status").filter(has_text="is nu bij Bas")).to_be_visible()
    expect(forms).to_have_count(number - 1)
    expect(forms.nth(0).locator("textarea")).to_have_value("Nog niet af")


def test_a_page_of_another_room_opens_beside_the_queue(open_as):
    page = open_as("bas", DESK)
    page.goto("/desk?whose=team")
    page.locator('a.line[href^="/feedback/"]').click()
    expect(page.locator(".file-pane .title")).to_contain_text("Aysel aan Milan")
    expect(page.locator("a.line[aria-current]")).to_be_in_viewport()
    audit(page)
    place = page.url
    page.locator("form[data-wired] textarea").fill("Zullen we erover praten?")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("article.soft")).to_contain_text("Zullen we erover praten?")
    assert page.url == place
    expect(page.locator("a.line").first).to_be_visible()
