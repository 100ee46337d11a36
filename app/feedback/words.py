"""Words for feedback, marked for translation: the four questions, soft hints, and cheers that are ready to send."""

from typing import NamedTuple

from app.web.language import mark

QUESTIONS = {
    "happened": mark("What happened?"),
    "saw": mark("What did you see or hear?"),
    "did_to_me": mark("What did it do with you?"),
    "hope": mark("What do you hope for, or what are you proud of?"),
}
EXAMPLES = {
    "happened": mark("For example: last Thursday, in the library."),
    "saw": mark("As a camera would see it."),
    "did_to_me": mark("I felt, I thought, I wanted …"),
    "hope": mark("A wish is easier to hear than a complaint."),
}


class Hint(NamedTuple):
    """A soft hint: the signs that call it, in Dutch and English alike, and what it says."""

    signs: str
    says: str


HINTS = {
    "always": Hint(
        "altijd|nooit|steeds weer|always|never|every time",
        mark("“Always” and “never” are hard to hear. When was the last time?"),
    ),
    "you_are": Hint(
        "jij bent|je bent|jullie zijn|you are|you're|you’re",
        mark("“You are” says who somebody is. What did you see them do?"),
    ),
}
CHEERS = (
    mark("That took courage."),
    mark("You can be proud of this."),
    mark("You did this yourself!"),
    mark("I see how hard you work at it."),
)
