"""Words for check-ins, marked for translation: the five blocks as questions, signs, ways."""

from app.web.language import mark

BLOCKS = {
    "activities": mark("What do they do together?"),
    "outcomes": mark("Does it bring something?"),
    "safety": mark("Is it safe, does it feel safe?"),
    "relation": mark("How is it between them?"),
    "needs": mark("Do they have what they need?"),
}
SIGNS = {"good": mark("Good"), "mixed": mark("So-so"), "hard": mark("Not good")}
WAYS = {
    "call": mark("By phone"),
    "visit": mark("In person"),
    "message": mark("By message"),
    "no-answer": mark("Nobody answered"),
}
GUARDIAN = mark("parent or guardian")
