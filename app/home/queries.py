"""What Today knows before its cards are asked: my matches and what is coming in each."""

from dataclasses import dataclass
from uuid import UUID

from app.matches.doing import to_do_in
from app.matches.queries import MatchView, matches_of
from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.sessions.queries import Ahead, ahead


@dataclass(frozen=True)
class Day:
    """Today for one person."""

    matches: list[MatchView]
    ahead: dict[UUID, Ahead]
    to_do: dict[UUID, list[ToDo]]


def day_of(actor: Actor) -> Day:
    """The matches of a person with the sessions that are coming, and what is to be done in each."""
    matches = matches_of(actor)
    return Day(matches, ahead([match.id for match in matches]), to_do_in(actor, matches))
