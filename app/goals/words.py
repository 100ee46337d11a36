"""Words for goals, marked for translation: themes, the five letters with what is still open, and how it goes."""

from typing import NamedTuple

from app.web.language import mark

THEMES = {
    "learning": mark("Learning"),
    "work": mark("Work"),
    "network": mark("Knowing people"),
    "wellbeing": mark("Feeling well"),
    "culture": mark("Culture"),
    "own": mark("Something else"),
}


ENDS = {"open": mark("Open"), "reached": mark("Reached!"), "dropped": mark("Let go")}
AUDIENCES = {"me": mark("Only me"), "pair": mark("The two of us"), "team": mark("The team too")}


class Letter(NamedTuple):
    """One of the five letters: the fields that close it (one of them, with so many signs), its word, why it is open."""

    letter: str
    fields: tuple[str, ...]
    least: int
    closed: str
    open: str


LETTERS = (
    Letter("S", ("what",), 8, mark("clear"), mark("Say a bit more exactly what you will do.")),
    Letter("M", ("see", "target"), 1, mark("to see"), mark("How will you notice that it works?")),
    Letter("A", ("helps",), 1, mark("doable"), mark("What makes it doable? Who or what helps?")),
    Letter("R", ("why",), 1, mark("yours"), mark("Why does it matter to you?")),
    Letter("T", ("until",), 1, mark("a day"), mark("By when? A day makes it easier to begin.")),
)
# Whose goal it is, to its reader: their own, of all of them in the match with the reader among them, of others.
YOURS = {"mine": mark("yours"), "ours": mark("yours together"), "theirs": mark("their own")}
TAUGHT = {
    "mine": mark("What it taught me:"),
    "ours": mark("What it taught us:"),
    "theirs": mark("What it taught them:"),
}
STANDINGS = {
    "ahead": mark("further than planned"),
    "track": mark("on track"),
    "behind": mark("still some way to go"),
    "late": mark("the day has passed"),
}
STANDINGS_SAID = {
    "ahead": mark("You are further than you planned."),
    "track": mark("You are on track."),
    "behind": mark("There is still some way to go. A small step counts too."),
    "late": mark("The day has passed. Choose a new one, or look back on what you did."),
}
