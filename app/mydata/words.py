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

ELSEWHERE = mark("Naast")  # a room that is no more
# The part of Naast in which something was done, by its verb, the room of its verb or the table of its reading trail.
AREAS = {
    "accounts.going-agreed": mark("My data"),
    "accounts.going-asked-for": mark("My data"),
    "accounts.going-stopped-for": mark("My data"),
    "accounts.opened": mark("Opened in danger"),
    "accounts": mark("Phones and passkeys"),
    "acquaintance": mark("Getting to know each other"),
    "agreements": mark("The agreement"),
    "checkins": mark("Calls by the team"),
    "closing": mark("Closing and celebrating"),
    "conversations": mark("Conversation cards"),
    "feedback": mark("Feedback and cheers"),
    "feedback_reading": mark("Feedback and cheers"),
    "fit": mark("How it fits"),
    "goals": mark("Goals"),
    "goal_reading": mark("Goals"),
    "introductions": mark("Getting to know people"),
    "journal": mark("Journal"),
    "reading": mark("Journal"),
    "matches": mark("The match"),
    "mydata": mark("My data"),
    "openings": mark("Opened in danger"),
    "people": mark("My name and language"),
    "ratings": mark("How it is between you"),
    "rating_reading": mark("How it is between you"),
    "requirements": mark("What a mentor needs"),
    "review": mark("Answers of the team"),
    "schemes": mark("The scheme"),
    "sessions": mark("Sessions"),
}


def area_of(verb: str) -> str:
    """The part of Naast of a line in the audit log, marked."""
    return AREAS.get(verb) or AREAS.get(verb.partition(".")[0], ELSEWHERE)


# Why the staff ask that everything of somebody goes.
WHY = {
    "told": mark("They asked one of us"),
    "guardian": mark("A parent or guardian asks it"),
    "cannot": mark("They cannot sign in any more"),
}

# What an export leaves out, and why.
KEPT_BACK = (
    mark("What somebody wrote down because they worried. Ask the contact person about it."),
    mark("What the team noted after talking with others about you. Ask your youth worker."),
    mark("Why somebody opened what only you read, if that happened. Ask the contact person about it."),
    mark("What others wrote for themselves alone."),
)
