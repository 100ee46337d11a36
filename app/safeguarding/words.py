"""Words for the record of a concern, marked for translation: its kinds of notes, the steps of the code, decisions."""

from app.web.language import mark

KINDS = {
    "raised": mark("First written down"),
    "added": mark("Added"),
    "correction": mark("Set right"),
    "step": mark("A step of the code"),
    "told": mark("What the young person was told"),
    "decision": mark("Decided"),
    "reader": mark("Let in to read"),
    "suspended": mark("Match put on hold"),
    "closed": mark("Closed"),
    "reopened": mark("Opened again"),
}
ADDED = {name: KINDS[name] for name in ("added", "step", "told", "correction")}
STEPS = {
    1: mark("Put the signs together"),
    2: mark("Talk it over with a colleague or Veilig Thuis"),
    3: mark("Talk with those it is about"),
    4: mark("Weigh it"),
    5: mark("Decide: report, or arrange help"),
}
DECISIONS = {
    "report": mark("Report to Veilig Thuis"),
    "help": mark("Arrange help"),
    "watch": mark("Keep watching"),
    "nothing": mark("Do nothing now"),
}
ASKED = {
    "facts": mark("What was seen or heard"),
    "thoughts": mark("What they think of it"),
    "seen_on": mark("When"),
    "place": mark("Where"),
    "present": mark("Who was there"),
    "told": mark("What was said about it"),
}
# What is asked of who writes a worry down, by what they are in the scheme; the first that fits.
TOLD = {
    "mentee": mark("Did you talk about it with somebody? What was said?"),
    "mentor": mark("What did the young person say, and what did you tell them?"),
    "guardian": mark("Did you talk about it with your child? What was said?"),
    "": mark("Who did you speak with about it, and what was said?"),
}
