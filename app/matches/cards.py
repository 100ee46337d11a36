"""What matches bring elsewhere: proposals on Today, the way to my matches, and pages kept on the phone."""

from typing import Any

from app.matches.asked import proposals_for
from app.matches.queries import matches_of
from app.people.actor import Actor
from app.prepared import Lookup
from app.web.paths import to


def together(actor: Actor, _thing: Any) -> dict[str, Any] | None:
    """The people I am in a match with."""
    found = matches_of(actor, closed=True)
    return {"matches": found} if found else None


def kept(actor: Actor) -> list[str]:
    """The pages of my matches."""
    return [to("matches.match", match.id) for match in matches_of(actor)]


def proposed(actor: Actor, _day: Any) -> Lookup[dict[str, Any] | None]:
    """What I was asked and did not answer yet."""
    found = [proposal for proposal in (yield from proposals_for(actor)) if proposal.my_state == "asked"]
    return {"proposals": found} if found else None
