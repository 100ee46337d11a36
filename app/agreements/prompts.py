"""The clauses of an agreement, until a lead says them otherwise: what each asks, and a first text to change."""

from app.schemes.texts import Group, Prompt
from app.web.language import mark

ASKS = Group(
    mark("What the agreement asks"),
    (
        Prompt("goals", mark("What do we want to do together?")),
        Prompt("reach", mark("How and when do we reach each other?")),
        Prompt("cancelling", mark("What if one of us cannot come?")),
        Prompt("private", mark("What stays between us?")),
        Prompt("photos", mark("What about photos?")),
        Prompt("network", mark("Introductions to people one of us knows")),
        Prompt("hard", mark("What if it gets hard?")),
        Prompt("afterwards", mark("Do we stay in touch afterwards?")),
    ),
)
FIRST = Group(
    mark("The first text of each clause"),
    (
        Prompt(
            "goals",
            mark("We want to get to know each other, do fun things, and work on what matters to the mentee."),
            {
                "workplace": mark(
                    "We want to learn from each other at work, in what we do and in how we do it."
                ),
                "business": mark(
                    "We want to think through choices in the business, and grow as people in it."
                ),
                "peer": mark(
                    "We want to get to know each other, do fun things, and help each other with what matters."
                ),
            },
        ),
        Prompt("reach", mark("We send each other a message. We answer within two days, and not at night.")),
        Prompt("cancelling", mark("We say so the day before, and choose a new day at once.")),
        Prompt("private", mark("What we tell each other stays between us.")),
        Prompt("photos", mark("We take photos only when both like it, and put none of them online.")),
        Prompt(
            "network",
            mark("If it helps, the mentor introduces the mentee to somebody. We talk about it first."),
            {"peer": mark("If it helps, we introduce each other to somebody. We talk about it first.")},
        ),
        Prompt("hard", mark("We say it to each other. If that is difficult, we ask the team to help.")),
        Prompt("afterwards", mark("At the end we choose together whether we stay in touch, and how.")),
    ),
)
LIMITS = Group(
    mark("What cannot stay between them"),
    (
        Prompt(
            "limits",
            mark(
                "If somebody is in danger or is being hurt, we cannot keep that to ourselves. "
                "Then the team has to know. You hear it first, unless that makes it less safe."
            ),
        ),
    ),
)
