"""What we ask when a match closes, until a lead says it otherwise."""

from app.schemes.texts import Group, Prompt
from app.web.language import mark

LOOKING_BACK = Group(
    mark("Looking back"),
    (
        Prompt("well", mark("What went well?")),
        Prompt("not_well", mark("What did not go so well?")),
        Prompt("take_along", mark("What do I take along?")),
        Prompt("next_step", mark("What is my next step?"), sides=("mentee", "peer")),
    ),
)
