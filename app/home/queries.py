"""What Today knows: my matches, what is coming in each, what is to be done, and the cards that rooms bring."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.matches.doing import to_do_in, to_know_in
from app.matches.queries import MatchView, matches_of
from app.matches.sockets import Known, ToDo
from app.people.actor import Actor
from app.prepared import Lookup
from app.sessions.queries import Ahead, ahead
from app.surfaces import ask_cards, today, without_match
from app.together import gather


@dataclass(frozen=True)
class Day:
    """What the cards of Today are given: the matches of a person."""

    matches: list[MatchView]


@dataclass(frozen=True)
class Today:
    """Today for one person."""

    matches: list[MatchView]
    ahead: dict[UUID, Ahead]
    to_do: dict[UUID, list[ToDo]]
    to_know: dict[UUID, list[Known]]
    cards: list[tuple[str, dict[str, Any]]]


def today_of(actor: Actor) -> Lookup[Today]:
    """The matches of a person first, then all that is asked about them side by side."""
    matches = matches_of(actor)
    ids = [match.id for match in matches]
    places = today if matches else without_match
    found = yield from gather(
        ahead(ids),
        to_do_in(actor, matches),
        to_know_in(actor, ids),
        ask_cards(places, actor, Day(matches)),
    )
    return Today(matches, *found)
