"""Words for how it is between two people, marked for translation."""

from app.web.language import mark

VALUES = {
    1: mark("Not good"),
    2: mark("Could be better"),
    3: mark("Okay"),
    4: mark("Good"),
    5: mark("Very good"),
}
FACES = {1: "hard", 2: "meh", 3: "okay", 4: "good", 5: "great"}
