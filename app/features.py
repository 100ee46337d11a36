"""The table of contents: every room of the house with its floor. Imports point down; neighbours do not meet."""

from app import (
    accounts,
    commands,
    demo,
    flags,
    home,
    jobs,
    journal,
    matches,
    offline,
    people,
    review,
    safeguarding,
    schemes,
    sessions,
    surfaces,
)

FLOORS: tuple[tuple[str, ...], ...] = (
    ("config", "db", "clock", "ids", "sealing"),
    ("web",),
    ("surfaces", "flags", "jobs"),
    ("offline",),
    ("people",),
    ("accounts",),
    ("schemes",),
    ("safeguarding", "matches"),
    ("sessions",),
    ("journal",),
    ("review",),
    ("home", "demo"),
    ("commands",),
)

ROOMS = (
    surfaces,
    flags,
    jobs,
    offline,
    people,
    accounts,
    schemes,
    safeguarding,
    matches,
    sessions,
    journal,
    review,
    home,
    demo,
    commands,
)
