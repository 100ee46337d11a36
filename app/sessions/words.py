"""Words for the facts of a session, marked for translation."""

from app.web.language import mark

STATES = {"planned": mark("Planned"), "held": mark("You met"), "missed": mark("It did not happen")}
WAYS = {
    "in-person": mark("In person"),
    "call": mark("By phone"),
    "video": mark("By video"),
    "chat": mark("By chat"),
}
MISSED = {
    "ill": mark("Somebody was ill"),
    "forgot": mark("It slipped our minds"),
    "busy": mark("Something came in between"),
    "other": mark("Another reason"),
    "unsaid": mark("No reason given"),
}
