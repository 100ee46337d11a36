"""What Today tells who is in no match: whom is looked for, and what they can do meanwhile."""

from dataclasses import dataclass

from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.schemes.policy import is_staff
from app.web.language import _
from app.web.paths import to


@dataclass(frozen=True)
class Welcome:
    """A heading, and what can be done until somebody is found."""

    said: str
    things: list[ToDo]


def welcome(actor: Actor) -> Welcome | None:
    """For who takes part and works here in no other way; nobody is looked for with a parent or with the team."""
    if is_staff(actor):
        return None
    for side, said in (
        ("mentee", _("We look for a mentor who suits you")),
        ("mentor", _("We look for a young person who suits you")),
    ):
        if schemes := actor.schemes_as(side):
            return Welcome(said, _meanwhile(to("acquaintance.card", min(schemes))))
    return None


def _meanwhile(card: str) -> list[ToDo]:
    return [
        ToDo(_("Say who you are"), _("You choose what others read."), path=card),
        ToDo(_("Write for yourself"), _("Only you read this."), path=to("journal.diary_page")),
        ToDo(_("Who can see what of you"), _("By name, and why."), path=to("mydata.my_data")),
    ]
