"""A story that leads past every form with confidential text in it, as people come by them; told by telling.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Step:
    """Somebody fills in the form of a verb: every field for text gets a word of its own, besides what is `chosen`.

    `at` is where the form stands: an address, and perhaps pieces of links to follow from there. `form` is how the
    form's address ends. `made` calls the address to which the answer leads by a name, for later steps.
    """

    verb: str
    who: str
    at: str | tuple[str, ...]
    form: str
    chosen: dict[str, Any] = field(default_factory=dict)
    press: str | None = None
    made: str = ""


def _step(verb: str, who: str, at: str | tuple[str, ...], form: str, **more: Any) -> Step:
    step = {name: more.pop(name) for name in ("press", "made") if name in more}
    return Step(verb, who, at, form, more, **step)


OURS = "/schemes/{schemes[ours]}"
PAIR, OTHERS = "/matches/{matches[samira_joris]}", "/matches/{matches[milan_aysel]}"
PROPOSED, PREPARING = "/matches/{matches[proposed]}", "/matches/{matches[preparing]}"
TALK, STEPS = "/goals/{goals[talk]}", "/goals/{goals[talk]}/steps"
LATER = "{days[30]}"

# Between two who know each other.
TOGETHER = (
    _step(
        "journal.write", "samira", PAIR + "/write", "/entries", on="{days[-1]}", audience="pair", made="entry"
    ),
    _step("journal.change", "samira", "{made[entry]}/change", "/revisions"),
    _step("journal.write_diary", "joris", "/diary/new", "/diary", on="{days[-1]}"),
    _step("goals.set", "samira", PAIR + "/goals/new", "/goals", until=LATER, target="5", made="goal"),
    _step("goals.set_alone", "samira", "/goals/mine/new", "/goals", until=LATER, target="5"),
    _step("goals.revise", "samira", "{made[goal]}/change", "/revisions"),
    _step("goals.add_step", "samira", TALK, "/steps"),
    _step("goals.change_step", "samira", (STEPS, "/change"), "/revisions"),
    _step("goals.add_progress", "samira", TALK + "/progress/new", "/progress", score="4"),
    _step("goals.reach", "samira", TALK + "/reached", "/reached"),
    _step("goals.drop", "samira", "/goals/{goals[open_days]}/dropped", "/dropped"),
    _step("ratings.rate", "samira", PAIR + "/ratings", "/ratings", value="3"),
    _step("introductions.introduce", "samira", PAIR + "/introductions", "/introductions"),
    _step("introductions.tell", "samira", (PAIR + "/introductions", "/introductions/"), "/outcome"),
    _step("feedback.give", "joris", PAIR + "/feedback/new", "/feedback", made="feedback"),
    _step("feedback.answer", "samira", "/feedback/{feedback[late]}", "/answers"),
    _step("feedback.cheer", "joris", PAIR + "/cheers/new", "/cheers"),
    _step("acquaintance.write_card", "joris", OURS + "/card", "/card", shared=["like"]),
    _step("acquaintance.prepare", "ravi", PREPARING + "/preparation", "/preparation"),
    _step("fit.answer", "samira", PAIR + "/fit", "/fit", answer="good"),
    _step("talks.ask", "samira", "/talk", "/talks", way="message", made="talk"),
    _step("matches.ask", "jamila", PROPOSED + "/proposal", "/questions"),
)
# What the team writes.
TEAM = (
    _step("talks.answer", "noor", "/desk{made[talk]}", "/answers"),
    _step("matches.answer", "noor", (PROPOSED + "/proposal", "/match-questions/"), "/answer"),
    _step("matches.withdraw", "noor", PROPOSED + "/withdrawal", "/withdrawal"),
    _step(
        "matches.meet",
        "noor",
        PREPARING + "/meeting",
        "/meeting",
        present=["{people[hanna]}", "{people[ravi]}"],
    ),
    _step("agreements.change", "aysel", (OTHERS, "/agreements/"), "/agreement-sections/"),
    _step("accounts.ask_recovery", "noor", "/people/{people[samira]}/recovery", "/recovery", checked="voice"),
    _step("mydata.ask_for", "noor", "/people/{people[dilan]}/erasure", "/erasure", why="guardian"),
    _step("checkins.note", "noor", PAIR + "/check-ins/new?person=guardian", "/check-ins", way="call"),
    _step(
        "review.answer",
        "noor",
        "/desk/sessions/{sessions[held_6]}",
        "/answers",
        to=["{entries[samira_team]}"],
    ),
    _step("review.follow_up", "noor", "/desk/matches/{matches[samira_joris]}", "/follow-ups", due_on=LATER),
    _step("review.close", "noor", "/desk/matches/{matches[samira_joris]}", "/closing"),
    _step("review.hand_over", "noor", "/desk/handing-over", PAIR + "/handover", press="to={people[bas]}"),
    _step(
        "review.hand_all_over",
        "femke",
        OURS + "/handover?of={people[bas]}",
        "/handover",
        ticked=["{matches[group]}"],
        to="{people[noor]}",
    ),
    _step("matches.pause", "joris", PAIR + "/pause", "/pause", until=LATER),
    _step("matches.suspend", "bas", OTHERS + "/suspension", "/suspension"),
    _step("matches.lift", "bas", OTHERS + "/suspension-end", "/suspension-end"),
    _step(
        "matches.propose",
        "noor",
        OURS + "/matches/new",
        "/matches",
        mentees=["{people[dilan]}"],
        mentors=["{people[wouter]}"],
        made="proposal",
    ),
)
# A worry.
WORRY = (
    _step("safeguarding.raise", "joris", OURS + "/concerns/new", "/concerns", made="concern"),
    _step("safeguarding.note", "joris", "{made[concern]}", "/notes"),
    _step("safeguarding.let_in", "karim", "{made[concern]}", "/readers", person="{people[noor]}"),
    _step("safeguarding.decide", "karim", "{made[concern]}", "/decisions", decision="watch"),
    _step("safeguarding.suspend", "karim", "/concerns/{concerns[milan_aysel]}", "/suspension"),
    _step("safeguarding.close", "karim", "{made[concern]}", "/closing"),
    _step("safeguarding.reopen", "karim", "{made[concern]}", "/closing/undo"),
    _step(
        "openings.ask",
        "karim",
        OURS + "/openings/new",
        "/openings",
        person="{people[samira]}",
        why="self",
        tell="later",
    ),
    _step("openings.agree", "femke", "/openings", "/agreement"),
    _step("openings.not_yet", "karim", "/openings", "/not-yet"),
)
# Saying goodbye.
CLOSING = (
    _step("matches.start_closing", "milan", "/matches/{matches[group]}/closing", "/closing"),
    _step(
        "closing.look_back", "yusuf", "/matches/{matches[group]}/looking-back", "/looking-back", contact="yes"
    ),
    _step("closing.thank", "milan", "/matches/{matches[group]}/thanks", "/thanks", to="{people[yusuf]}"),
    _step("closing.keep", "yusuf", "/matches/{matches[group]}/keepsake", "/keepsake"),
    _step("matches.carry_on", "bas", "/matches/{matches[group]}/carrying-on", "/carrying-on"),
    _step("matches.close", "bas", OTHERS + "/closure", "/closure", why="planned"),
    _step("matches.reopen", "bas", OTHERS + "/reopening", "/reopening"),
)
STORY = (*TOGETHER, *TEAM, *WORRY, *CLOSING)
# Where words stand to which no answer led.
READ = (
    ("samira", PAIR + "/history"),
    ("bas", OTHERS + "/history"),
    ("bas", "/matches/{matches[group]}/history"),
    ("bas", "/desk/matches/{matches[samira_joris]}"),
    ("noor", "/desk/matches/{matches[group]}"),
    ("noor", PREPARING + "/history"),
    ("noor", PROPOSED + "/history"),
    ("noor", "{made[proposal]}/../history"),
)
# Fields for text that stand in the database as they were typed (docs/what-a-compromise-yields.md says so), and why.
PLAIN = {
    "accounts.name_passkey label": "how somebody calls a phone of theirs",
    "conversations.add begins": "a card of the scheme, for everybody in it",
    "conversations.add helps": "a card of the scheme, for everybody in it",
    "matches.propose name": "how a group is called",
    "people.call_myself called": "how somebody wants to be called",
    "schemes.invite meant_for": "whom an invitation is for, in the list of invitations",
    "schemes.say en": "a text of the scheme, for everybody in it",
    "schemes.say nl": "a text of the scheme, for everybody in it",
    "schemes.set_up name": "how the scheme is called",
    "sessions.move place": "where two will meet",
    "sessions.plan place": "where two will meet",
    "sessions.plan_ahead place": "where two will meet",
}
# Fields for text in which nobody types words of their own.
NO_WORDS = {
    "accounts.change_lock again": "a PIN, kept as a slow hash alone",
    "accounts.change_lock new": "a PIN, kept as a slow hash alone",
    "accounts.change_lock pin": "a PIN, kept as a slow hash alone",
    "accounts.open_lock next": "an address of ours",
    "accounts.open_lock pin": "a PIN, kept as a slow hash alone",
    "accounts.set_lock again": "a PIN, kept as a slow hash alone",
    "accounts.set_lock new": "a PIN, kept as a slow hash alone",
    "accounts.take_lock_away next": "an address of ours",
    "accounts.take_lock_away pin": "a PIN, kept as a slow hash alone",
    "acquaintance.write_card shared": "which of the answers others may read",
    "closing.keep picks": "which moments go along",
    "goals.change_step was": "what stood there before, sent along by the page",
    "journal.write_diary next_time": "asked about a session alone; the same field as in journal.write",
    "schemes.say key": "which text it is",
}
