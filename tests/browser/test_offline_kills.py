"""Killed while typing: what stood on the screen comes back, but for at most the last letter."""

from __future__ import annotations

import random

import pytest

from bench.faulty.phone import Phone
from tests.browser.outboxes import WRITE

SENTENCE = "Vandaag liepen we langs het water en praatten over de zomer, over school en over mijn zus. "


@pytest.mark.thorough
@pytest.mark.slow
def test_killed_while_typing_at_most_one_letter_is_lost(play, live_server, tmp_path):
    rng = random.Random(5)
    phone = Phone(play, tmp_path / "disk", live_server.url)
    phone.sign_in(live_server.world.person("samira").token)
    worst, before = 0, ""
    try:
        phone.open()
        phone.page.wait_for_timeout(800)
        for _ in range(6):
            phone.open()
            phone.page.wait_for_timeout(300)
            assert phone.page.input_value(WRITE)[: len(before)] == before
            there = len(phone.page.input_value(WRITE))
            phone.page.locator(WRITE).press("End")
            for letter in SENTENCE[: rng.randint(8, 30)]:
                phone.page.locator(WRITE).press(letter if letter != " " else "Space")
                phone.page.wait_for_timeout(60)
                there += 1
            typed = phone.page.input_value(WRITE)
            phone.kill()
            phone.open()
            phone.page.wait_for_timeout(400)
            before = phone.page.input_value(WRITE)
            assert typed.startswith(before)
            worst = max(worst, len(typed) - len(before))
    finally:
        phone.context.close()
    assert worst <= 1
