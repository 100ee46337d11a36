"""Words for what a mentor needs, marked for translation."""

from app.web.language import mark

KINDS = {
    "intake": mark("Talk to get to know each other"),
    "vog": mark("VOG"),
    "reference": mark("Reference"),
    "training": mark("Training"),
    "code": mark("Code of conduct"),
}
# The same in the middle of a sentence.
LACKING = {
    "intake": mark("the talk to get to know each other"),
    "vog": mark("the VOG"),
    "reference": mark("a reference"),
    "training": mark("the training"),
    "code": mark("the code of conduct"),
}
STANDING = {
    "valid": mark("Seen"),
    "soon": mark("Expires soon"),
    "expired": mark("Expired"),
    "missing": mark("Not seen yet"),
}
