"""What we ask when people get to know each other, until a lead says it otherwise."""

from app.schemes.texts import Group, Prompt
from app.web.language import mark

CARD = Group(
    mark("The card “who am I”"),
    (
        Prompt("strengths", mark("What am I good at?")),
        Prompt("like", mark("What do I like?"), {"business": mark("What do I like about my work?")}),
        Prompt("rather_not", mark("What would I rather not talk about?")),
        Prompt(
            "hopes",
            mark("What do I hope for?"),
            {
                "workplace": mark("What do I want to learn here?"),
                "business": mark("Where do I want to grow?"),
            },
        ),
        Prompt("motivation", mark("Why do I want to be a mentor?"), sides=("mentor",)),
    ),
)
SHEET = Group(
    mark("Preparing for the first meeting"),
    (
        Prompt("about_me", mark("What is good to know about me?")),
        Prompt("curious", mark("What would I like to know about you?")),
        Prompt("exciting", mark("What makes me a bit nervous about this?")),
        Prompt("wish", mark("What do I want us to agree?")),
    ),
)
