"""Words for matches, marked for translation: steps, sides, what happened, and what can be done."""

from typing import NamedTuple

from app.web.language import mark

STEPS = {
    "ground": mark("Ground"),
    "plan": mark("Plan"),
    "agree": mark("Agree"),
    "grow": mark("Grow"),
    "close": mark("Close"),
}
MEANS = {
    "ground": mark("You read why we think of you, and say yes, ask, or say no."),
    "plan": mark("Each of you prepares, and you meet for the first time."),
    "agree": mark("You write down together how you want to do this."),
    "grow": mark("You meet, write, and work on what matters to you."),
    "close": mark("You look back, thank each other and celebrate."),
}
SIDES = {"mentor": mark("mentor"), "mentee": mark("mentee"), "peer": mark("together")}
PLACES = {
    "asked": mark("You were asked"),
    "in": mark("You take part"),
    "declined": mark("You said no"),
    "left": mark("You left"),
}
KINDS = {
    "one-to-one": mark("Two people: a mentee and a mentor"),
    "group": mark("A group with one or two mentors"),
    "peer": mark("Two equals, without a mentor"),
}
STATES = {
    "running": mark("All running"),
    "proposed": mark("Proposed"),
    "preparing": mark("Plan"),
    "agreeing": mark("Agree"),
    "active": mark("Grow"),
    "closing": mark("Close"),
    "closed": mark("Closed"),
}
CLOSED_WHY = {
    "planned": mark("It was planned"),
    "mentee": mark("The mentee wants it"),
    "mentor": mark("The mentor wants it"),
    "practical": mark("It did not work out: time, distance, moving"),
    "concern": mark("Because of a concern"),
}
HAPPENED = {
    "propose": mark("%(name)s proposed this match"),
    "rematch": mark("%(name)s wrote why a new match helps now"),
    "ask": mark("%(name)s asked %(about)s"),
    "say-yes": mark("%(about)s said yes"),
    "say-no": mark("%(about)s said no"),
    "take-back": mark("%(name)s no longer asks %(about)s"),
    "remind": mark("We asked again"),
    "accept": mark("Everybody said yes"),
    "decline": mark("It does not go on"),
    "withdraw": mark("%(name)s withdrew the proposal"),
    "expire": mark("Nobody answered for a while, so the proposal is over"),
    "meet": mark("The first meeting took place"),
    "sign": mark("The agreement was signed"),
    "amend": mark("A new agreement was signed"),
    "pause": mark("%(name)s began a pause"),
    "go-on": mark("%(name)s ended the pause"),
    "suspend": mark("%(name)s put it on hold for now"),
    "lift": mark("%(name)s let it go on"),
    "stand-in": mark("%(about)s stands in for a while"),
    "leave": mark("%(about)s left"),
    "ask-to-stop": mark("%(name)s asked to stop"),
    "stay": mark("%(name)s goes on after all"),
    "start-closing": mark("%(name)s started the closing"),
    "carry-on": mark("%(name)s let it go on"),
    "close": mark("%(name)s closed the match"),
    "reopen": mark("%(name)s opened the match again"),
    "hand-over": mark("%(name)s handed this to a colleague"),
}
OTHERWISE = mark("%(name)s changed the match")


COMING = {
    "join": mark("Ask somebody to join"),
    "stand-in": mark("Somebody stands in for the mentor"),
}


class Way(NamedTuple):
    """What somebody can do with a match: the word on the link, what it means, the button, and the question for the reason.

    `to_team`: what it means in words for the team, where "you" would be the two in the match.
    """

    label: str
    means: str
    button: str
    asks: str = mark("Why?")
    kind: str = ""
    to_team: str = ""


WAYS = {
    "withdraw": Way(
        mark("Withdraw the proposal"),
        mark("Nobody has to answer any more. They only hear that it does not go on."),
        mark("Withdraw it"),
        mark("Why? Only the team reads this."),
        "danger",
    ),
    "meet": Way(
        mark("Record the first meeting"),
        mark("Everybody met, and you were there. After this they write their agreement."),
        mark("Save the meeting"),
        mark("How was it? Everybody in the match reads this."),
    ),
    "pause": Way(
        mark("Pause for a while"),
        mark("Until the day you choose nobody is reminded of anything. After it, it goes on by itself."),
        mark("Begin the pause"),
        mark("Why? If you like. The others read it."),
    ),
    "go-on": Way(mark("End the pause"), mark("From today on it goes on as before."), mark("Go on")),
    "suspend": Way(
        mark("Put on hold"),
        mark(
            "The two cannot plan or write together from now on. Each can still write for themselves. Call both today."
        ),
        mark("Put it on hold"),
        mark("Why? Only the team reads this."),
        "danger",
    ),
    "lift": Way(
        mark("Let it go on"),
        mark("They can plan and write together again."),
        mark("Let it go on"),
        mark("Why? Only the team reads this."),
    ),
    "ask-to-stop": Way(
        mark("I want to stop"),
        mark(
            "You may always stop, and nobody asks why. The team calls you and tells the other, in a kind way."
        ),
        mark("Tell the team"),
        kind="danger",
    ),
    "stay": Way(mark("I go on after all"), mark("The team hears that you go on."), mark("I go on")),
    "start-closing": Way(
        mark("Start the closing"),
        mark(
            "You look back, thank each other, and plan your last session. It stays open until the team closes it with you."
        ),
        mark("Start it"),
        to_team=mark(
            "They look back, thank each other, and plan their last session. It stays open until you close it with them."
        ),
    ),
    "carry-on": Way(
        mark("Carry on instead"),
        mark("It goes back to the step before, and they go on."),
        mark("Carry on"),
        mark("Why? Everybody in the match reads this."),
    ),
    "close": Way(
        mark("Close the match"),
        mark("The mentor can look back for a while. The mentee keeps what is theirs."),
        mark("Yes, close it"),
        mark("How was the last talk with both? Or why was there none? Only the team reads this."),
        "danger",
    ),
    "reopen": Way(
        mark("Open it again"),
        mark("It goes back to where it was. This is possible for 14 days."),
        mark("Open it"),
        mark("Why? Everybody in the match reads this."),
    ),
}
