"""What others are to somebody, marked for translation: "your mentor", "youth worker", "stands in for your mentor"."""

from app.web.language import mark

# By their side in a match, and whether they stand in.
SIDES = {
    "mentor": mark("your mentor"),
    "mentee": mark("your mentee"),
    "peer": mark("in a match with you"),
}
IN_GROUP = mark("in your group")
STANDS_IN = mark("stands in for a mentor")
GUARDIAN = mark("your parent or guardian")
OF_ANOTHER = mark("parent or guardian")
EARLIER = mark("was in a match with you")
