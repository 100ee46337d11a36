"""Words for whether it fits, marked for translation."""

from app.web.language import mark

ANSWERS = {
    "good": mark("It fits"),
    "finding-out": mark("Still finding out"),
    "rather-not": mark("Rather not"),
}
