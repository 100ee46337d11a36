"""What Today knows before its cards are asked: my matches and what is coming in each."""

from dataclasses import dataclass
from uuid import UUID

from app.matches.doing import to_do_in, to_know_in
from app.matches.queries import MatchView, matches_of
from app.matches.sockets import Known, ToDo
from app.people.actor import Actor
from app.sessions.queries import Ahead, ahead


@dataclass(frozen=True)
class Day:
    """Today for one person."""

    matches: list[MatchView]
    ahead: dict[UUID, Ahead]
    to_do: dict[UUID, list[ToDo]]
    to_know: dict[UUID, list[Known]]


def day_of(actor: Actor) -> Day:
    """The matches of a person with the sessions that are coming, and what is to be done in each."""
    matches = matches_of(actor)
    coming = ahead([match.id for match in matches])
    soon = [match_id for match_id, there in coming.items() if there.next]
    return Day(matches, coming, to_do_in(actor, matches), to_know_in(actor, soon))
