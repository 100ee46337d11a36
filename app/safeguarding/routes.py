"""Help right now: whom to call, for everybody, signed in or not."""

from flask import Blueprint

from app.surfaces import beside_numbers, cards
from app.web.access import me, open_to_all
from app.web.language import mark
from app.web.pages import page

bp = Blueprint("safeguarding", __name__)

# number as it is read, number as it is dialled, who, when to call them
LEAVE_TO = "https://www.buienradar.nl/"  # what everybody may be seen to look at
NUMBERS = (
    ("112", "112", mark("Emergency"), mark("Somebody is in danger now. Police, ambulance, fire brigade.")),
    (
        "0800-2000",
        "08002000",
        mark("Veilig Thuis"),
        mark("It is not safe at home, or you think so. Day and night, free."),
    ),
    (
        "0800-0432",
        "08000432",
        mark("Kindertelefoon"),
        mark("You are under 18 and want to talk. They tell nobody. Free."),
    ),
    (
        "113",
        "08000113",
        mark("113, also 0800-0113"),
        mark("You think about ending your life, or know somebody who does. Day and night, free."),
    ),
)


@bp.get("/help")
@open_to_all
def help_now():
    """The numbers to call, and for who is signed in whom of the scheme to turn to."""
    actor = me()
    found = cards(beside_numbers, actor, None) if actor else []
    return page("safeguarding/help.html", signed=actor is not None, cards=found)


def words(_say, _to) -> dict:
    """The numbers, for every template."""
    return {"help_numbers": NUMBERS, "leave_to": LEAVE_TO}
