"""Words for talk requests, marked for translation."""

from app.web.language import mark

WAYS = {
    "call": mark("Call me"),
    "message": mark("Write to me here"),
    "visit": mark("I want to see somebody"),
}
