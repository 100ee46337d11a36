"""Words for openings, marked for translation: the dangers, as staff chooses them and as the young person reads them."""

from app.web.language import mark

WHY = {
    "self": mark("They may hurt themselves"),
    "others": mark("Somebody hurts them, or they may hurt somebody"),
    "missing": mark("They are missing"),
}
TOLD = {
    "self": mark("because they feared for your safety"),
    "others": mark("because they feared for your safety or somebody else's"),
    "missing": mark("because you were missing"),
}
TELL = {"now": mark("They hear it at once"), "later": mark("Not yet, because that would be dangerous")}
