"""What of sessions is worth having without network: what is planned, and the forms to plan the next ones."""

from app.matches.policy import RUNNING
from app.matches.queries import matches_of
from app.people.actor import Actor
from app.web.paths import to


def kept(actor: Actor) -> list[str]:
    """The way to plan the next session of each match, and of the first what is planned and several at once."""
    running = [match.id for match in matches_of(actor) if match.state in RUNNING and not match.suspended_at]
    first = [
        to(page, match_id) for match_id in running[:1] for page in ("sessions.listing", "sessions.ahead_page")
    ]
    return [*(to("sessions.plan_page", match_id) for match_id in running), *first]
