"""Goals and feedback on a phone: the five letters light up, progress moves the picture, soft hints stay on the phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests import days
from tests.browser.axe import audit

WITHOUT_WINDOWS = True


@pytest.fixture
def samira(page_of) -> Page:
    return page_of("samira")


def letter(page: Page, sign: str):
    return page.locator("[data-letters] .letter", has=page.get_by_text(sign, exact=True))


def test_a_goal_is_set_with_its_letters_lighting_up_and_progress_is_added(samira):
    samira.goto("/goals/new")
    expect(letter(samira, "S")).to_contain_text("open")
    samira.get_by_label("Wat wil je precies?").fill("Tien baantjes zwemmen")
    expect(letter(samira, "S")).to_contain_text("duidelijk")
    samira.get_by_label("Waarom is dit belangrijk voor jou?").fill("Dan kan ik mee op kamp.")
    expect(letter(samira, "R")).to_contain_text("van jou")
    expect(letter(samira, "A")).to_contain_text("open")
    for day in (days.today(-3), "2999-01-01"):
        samira.get_by_label("Wanneer wil je er zijn?").fill(str(day))
        expect(letter(samira, "T")).to_contain_text("open")
    samira.get_by_label("Wanneer wil je er zijn?").fill(str(days.today(30)))
    expect(letter(samira, "T")).not_to_contain_text("open")
    samira.get_by_text("Iets tellen").click()
    samira.get_by_label("Wat tel je?").fill("baantjes")
    samira.get_by_label("Waar wil je naartoe?").fill("10")
    expect(letter(samira, "M")).to_contain_text("te zien")
    samira.get_by_role("button", name="Bewaar").click()
    expect(samira.get_by_role("heading", level=1)).to_have_text("Tien baantjes zwemmen")
    audit(samira)
    samira.get_by_role("link", name="Hoe gaat het nu?").click()
    samira.get_by_label("Hoeveel nu?").fill("4")
    samira.get_by_label("Wat is er anders?").fill("Ik ga nu elke week.")
    audit(samira)
    samira.get_by_role("button", name="Bewaar").click()
    expect(samira.get_by_text("4 / 10")).to_be_visible()
    expect(samira.get_by_role("img", name="Zo ging het.")).to_be_visible()
    samira.goto("/goals")
    expect(samira.get_by_text("4 van 10")).to_be_visible()


def test_a_step_is_ticked_in_one_tap(samira, live_server):
    samira.goto(f"/goals/{live_server.world.cast.goals['talk']}")
    step = samira.get_by_role("button", name="Met plaatjes erbij proberen").first
    expect(step).to_have_attribute("aria-pressed", "false")
    step.click()
    expect(samira.get_by_text("4 van 4")).to_be_visible()


def test_steps_are_put_in_order_by_keyboard_alone_and_said_differently(samira, live_server):
    def steps():
        return samira.locator(".step bdi:first-child").all_inner_texts()

    samira.goto(f"/goals/{live_server.world.cast.goals['talk']}")
    samira.get_by_role("link", name="Stappen veranderen").click()
    audit(samira)
    first, second, *rest = steps()
    samira.get_by_role("button", name=f"Later: {first}").focus()
    samira.keyboard.press("Enter")
    expect(samira.locator(".step").nth(1)).to_contain_text(first)
    assert steps() == [second, first, *rest]
    expect(samira.locator(".step:focus")).to_contain_text(first)
    samira.keyboard.press("Tab")
    samira.keyboard.press("Enter")
    expect(samira.locator(".step").first).to_contain_text(first)
    samira.get_by_role("link", name=f"Anders zeggen {first}").click()
    audit(samira)
    samira.get_by_label("Wat is een kleine stap?").fill("Een onderwerp dat oma ook snapt")
    samira.get_by_role("button", name="Bewaar").click()
    expect(samira.locator(".step").first).to_contain_text("Een onderwerp dat oma ook snapt")


def test_soft_hints_come_while_typing_can_be_left_and_send_nothing(samira, live_server):
    samira.goto(f"/matches/{live_server.world.cast.matches['samira_joris']}/feedback/new")
    samira.wait_for_load_state("networkidle")
    sent: list[str] = []
    samira.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    saw = samira.get_by_label("Wat zag of hoorde je?")
    hint = samira.locator("[data-soft-hint]:visible")
    saw.press_sequentially("Je was laat.")
    expect(hint).to_have_count(0)
    saw.fill("Je komt altijd te laat.")
    expect(hint).to_contain_text("Wanneer was het de laatste keer?")
    audit(samira)
    saw.fill("Je kwam donderdag te laat.")
    expect(hint).to_have_count(0)
    saw.fill("Je komt nooit op tijd.")
    hint.get_by_role("button", name="Laat maar").click()
    saw.fill("Je komt echt nooit op tijd.")
    expect(hint).to_have_count(0)
    assert [request for request in sent if "POST" in request] == []
    samira.get_by_role("button", name="Verstuur").click()
    expect(samira.get_by_text("Je komt echt nooit op tijd.")).to_be_visible()


def test_the_word_of_a_letter_follows_whose_goal_it_is(samira, live_server):
    samira.goto(f"/matches/{live_server.world.cast.matches['samira_joris']}/goals/new")
    samira.get_by_label("Waarom is dit belangrijk voor jou?").fill("Omdat het kan.")
    expect(letter(samira, "R")).to_contain_text("van jou")
    samira.get_by_label("Van ons tweeën").check(force=True)
    expect(letter(samira, "R")).to_contain_text("van jullie")
