"""Words for matches, marked for translation: the steps with what each means, sides, and what happened."""

from app.web.language import mark

STEPS = {
    "ground": mark("Ground"),
    "plan": mark("Plan"),
    "agree": mark("Agree"),
    "grow": mark("Grow"),
    "close": mark("Close"),
}
MEANS = {
    "ground": mark("You get to know each other's card and say yes, ask, or say no."),
    "plan": mark("Each of you prepares, and you meet for the first time."),
    "agree": mark("You write down together how you want to do this."),
    "grow": mark("You meet, write, and work on what matters to you."),
    "close": mark("You look back, thank each other and celebrate."),
}
SIDES = {"mentor": mark("mentor"), "mentee": mark("mentee"), "peer": mark("together")}
HAPPENED = {
    "propose": mark("%(name)s proposed this match"),
    "accept": mark("Everybody said yes"),
    "meet": mark("The first meeting took place"),
    "sign": mark("The agreement was signed"),
    "start-closing": mark("%(name)s started the closing"),
    "close": mark("%(name)s closed the match"),
    "reopen": mark("%(name)s opened the match again"),
    "withdraw": mark("%(name)s withdrew the proposal"),
    "join": mark("%(name)s joined"),
    "leave": mark("%(name)s left"),
}
OTHERWISE = mark("%(name)s changed the match")
