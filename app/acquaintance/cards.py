"""What getting to know each other brings elsewhere: cards on a match's page, what to do, and what to leave alone."""

from typing import Any
from uuid import UUID

from app.acquaintance import queries
from app.acquaintance.policy import has_card
from app.db import db
from app.matches.models import Match
from app.matches.policy import takes_part
from app.matches.queries import MatchView, matches_of
from app.matches.sockets import Known, ToDo
from app.matches.table import RUNNING
from app.people.actor import Actor
from app.prepared import Lookup
from app.schemes.models import Scheme
from app.schemes.texts import texts_of
from app.web.language import _
from app.web.paths import to

BEFORE = ("proposed", "preparing")


def who_they_are(actor: Actor, match: Match) -> Lookup[dict[str, Any] | None]:
    """The cards of the others in a match, as far as they share them."""
    if match.state not in RUNNING or not takes_part(actor, match):
        return None
    scheme = db.session.get_one(Scheme, match.scheme_id)
    asks = texts_of(scheme, "card")
    if match.kind == "peer":
        asks.pop("motivation")  # between equals there is no mentor
    shown = yield from queries.cards_in(actor, [match.id])
    return {
        "shown": shown,
        "asks": asks,
        "match": match,
        "scheme": scheme if has_card(actor, scheme) else None,
    }


def about_me(actor: Actor, _thing: Any) -> dict[str, Any] | None:
    """On the page about me: my card."""
    schemes = sorted(actor.schemes_as("mentee", "mentor"))
    return {"schemes": schemes} if schemes else None


def rather_not(actor: Actor, match_ids: list[UUID]) -> Lookup[dict[UUID, list[Known]]]:
    """What the others would rather not talk about, before each session."""
    found: dict[UUID, list[Known]] = {}
    for shown in (yield from queries.cards_in(actor, match_ids, "rather_not")):
        said = Known(shown.called, _("rather not talk about"), shown.content["rather_not"])
        found.setdefault(shown.match_id, []).append(said)
    return found


def to_do(actor: Actor, matches: list[MatchView]) -> dict[UUID, list[ToDo]]:
    """Before the first meeting: my card, my sheet, and whose we wait for."""
    early = [match for match in matches if match.state in BEFORE and not match.suspended_at]
    if not early:
        return {}
    with_card = queries.has_cards(actor, {match.scheme_id for match in early})
    ready = queries.ready_in([match.id for match in early])
    return {match.id: [*_card(match, with_card), *(_sheet(actor, match, ready[match.id]))] for match in early}


def _card(match: MatchView, with_card: set[UUID]) -> list[ToDo]:
    if match.scheme_id in with_card:
        return []
    why = _("You choose what the others read of it.")
    return [ToDo(_("Say who you are"), why, path=to("acquaintance.card", match.scheme_id), place=10)]


def _sheet(actor: Actor, match: MatchView, ready: set[UUID]) -> list[ToDo]:
    if match.state != "preparing":
        return []
    path = to("acquaintance.preparation", match.id)
    waiting = [other.called for other in match.others if other.id not in ready and other.state == "in"]
    if actor.id not in ready:
        why = _("Nobody reads it until everybody is ready.")
        return [ToDo(_("Prepare for the first meeting"), why, path=path, place=20)]
    if waiting:
        return [ToDo(_("still prepares"), _("Then you read each other's."), ", ".join(waiting), path, 30)]
    return [ToDo(_("Read how you all prepared"), path=path, place=20)]


def forms(actor: Actor) -> list[str]:
    """What can be written without network: my card, and my sheet while we prepare."""
    preparing = [match.id for match in matches_of(actor) if match.state == "preparing"]
    return [
        *(to("acquaintance.preparation", match_id) for match_id in preparing),
        *(to("acquaintance.card", scheme_id) for scheme_id in sorted(actor.schemes_as("mentee", "mentor"))),
    ]
