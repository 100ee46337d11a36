"""The pages about security: every number in them is the one in the program."""

import re
from pathlib import Path

import pytest

from app import LARGEST_REQUEST
from app.accounts import actions as accounts
from app.accounts import ceremonies, doorway, entering, invitations, loading, locks, recoveries, signins
from app.accounts.attempts import WINDOW
from app.goals.forms import MOST_STEPS
from app.mydata.routes import EXPORTS_IN_A_WINDOW
from app.offline import kept, sync
from app.offline import routes as offline
from app.schemes.actions import LASTS
from app.sealing.keyring import PURPOSES
from app.web import forms

PAGES = Path(__file__).resolve().parents[2] / "docs" / "security"
MINUTE, HOUR, DAY = 60, 3600, 86400


def number(span, unit: int) -> int:
    """How many of a unit a span of time is."""
    return int(span.total_seconds() // unit)


SAID = {
    "ways-in.md": [
        f"good once, for {number(ceremonies.LASTS, MINUTE)} minutes",
        f"for {number(LASTS['now'], MINUTE)} minutes or {number(LASTS['home'], HOUR)} hours as the team chooses",
        f"works once, for {number(accounts.BESIDE, MINUTE)} minutes; a newer code ends the earlier one",
        f"works once, for {number(recoveries.BESIDE, MINUTE)} minutes; ends all sign-ins",
        f"must have been used in the last {number(loading.STRONG, MINUTE)} minutes",
        f"| wrong codes that begin with the same {invitations.BEGINNING} characters | {invitations.GUESSES} a day |",
        f"| wrong codes, or wrong passkeys | {doorway.FAILURES_IN_A_WINDOW} in {WINDOW // MINUTE} minutes |",
        f"makes or shows a passkey | {doorway.QUESTIONS_IN_A_WINDOW} in {WINDOW // MINUTE} minutes |",
        f"| PINs that were wrong | {locks.FREE_TRIES} | one person | a wait of 1, 2, 4, 8, then {locks.LONGEST_WAIT} minutes |",
        f"| taking all data along | {EXPORTS_IN_A_WINDOW} in {WINDOW // MINUTE} minutes |",
        f"| young people, mentors, parents | {signins.AT_HOME[0].days} days | {signins.AT_HOME[1].days} days |",
        f"| {number(signins.AT_WORK[0], MINUTE)} minutes | {number(signins.AT_WORK[1], HOUR)} hours |",
        f"| the own lock, open | {number(locks.AWAY, MINUTE)} minutes |",
        f"with {entering.MOST} passkeys at most",
    ],
    "rules.md": [
        f"up to {forms.LONGEST:,} characters",
        f"| a request | {LARGEST_REQUEST // 2**20} MB; a passkey's answer {doorway.LARGEST // 1024} KB; "
        f"a batch from a phone {offline.LARGEST // 1024} KB and {sync.MOST} operations |",
        f"| steps of a goal | {MOST_STEPS} |",
        f"| passkeys of a person | {entering.MOST} |",
        f"| pages kept on a phone | {kept.MOST} |",
    ],
    "data.md": [
        f"sign-ins {accounts.REMEMBERED_FOR.days} days after their end, suspended passkeys {accounts.SUSPENDED_FOR.days} days, "
        f"ceremonies {number(ceremonies.LASTS, MINUTE)} to {number(ceremonies.INVITED, MINUTE)} minutes",
        *(f"| `{purpose}` |" for purpose in PURPOSES),
    ],
}  # fmt: skip


@pytest.mark.parametrize("page", SAID)
def test_every_number_is_that_of_the_program(page):
    text = (PAGES / page).read_text("utf-8")
    assert [said for said in SAID[page] if said not in text] == []


def test_files_and_settings_that_they_name_are_there():
    house = PAGES.parents[1]
    for page in PAGES.rglob("*.md"):
        text = page.read_text("utf-8")
        for path in re.findall(r"`((?:app|tests|static|docs)/[\w./-]+)`", text):
            assert (house / path).exists(), f"{page.name}: {path}"
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
