"""What matches bring elsewhere: proposals on Today, the way to my matches, and pages kept on the phone."""

from typing import Any

from app.matches.asked import proposals_for
from app.matches.board import of_person
from app.matches.queries import matches_of
from app.matches.words import STATES
from app.people.actor import Actor
from app.prepared import Lookup
from app.schemes.models import TEAM
from app.schemes.queries import Place
from app.together import read
from app.web.paths import to


def together(actor: Actor, _thing: Any) -> dict[str, Any] | None:
    """The people I am in a match with."""
    found = matches_of(actor, closed=True)
    return {"matches": found} if found else None


def kept(actor: Actor) -> list[str]:
    """The pages of my matches, and what I am asked."""
    asked = [one.id for one in read(proposals_for(actor)) if one.my_state == "asked"]
    return [
        *(to("matches.match", match.id) for match in matches_of(actor)),
        *(to("matches.proposal", match_id) for match_id in asked),
    ]


def kept_moves(actor: Actor) -> list[str]:
    """The forms with which I say that it is enough for now, or for good."""
    running = [match.id for match in matches_of(actor) if match.state == "active"]
    return [to(f"matches.{name}-page", match_id) for match_id in running for name in ("pause", "ask-to-stop")]


def proposed(actor: Actor, _day: Any) -> Lookup[dict[str, Any] | None]:
    """What I was asked and did not answer yet."""
    found = [proposal for proposal in (yield from proposals_for(actor)) if proposal.my_state == "asked"]
    return {"proposals": found} if found else None


def beside(actor: Actor, place: Place) -> dict[str, Any] | None:
    """Beside a mentee or mentor, for the team: in which matches they are."""
    takes_part = any(held.role in ("mentee", "mentor") for held in place.roles)
    if not takes_part or place.scheme_id not in actor.schemes_as(*TEAM):
        return None
    return {
        "lines": of_person(actor, place.scheme_id, place.id),
        "states": STATES,
        "scheme_id": place.scheme_id,
    }
