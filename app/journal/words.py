"""Words of the journal, marked for translation: feelings, audiences, who talked most."""

from app.web.language import mark

FEELINGS = {
    "hard": mark("hard"),
    "meh": mark("meh"),
    "okay": mark("okay"),
    "good": mark("good"),
    "great": mark("great"),
}
AUDIENCES = {"me": mark("Only me"), "pair": mark("The two of us"), "team": mark("The team too")}
TALK = {
    -2: mark("mostly me"),
    -1: mark("me a bit more"),
    0: mark("even"),
    1: mark("the other a bit more"),
    2: mark("mostly the other"),
}
PARTS = {
    "confidant": mark("Somebody to confide in"),
    "cheerleader": mark("Cheerleader"),
    "collaborator": mark("Doing it together"),
    "coach": mark("Coach"),
}
