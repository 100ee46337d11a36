"""What feedback shows elsewhere: cheers and news on Today, a cheer beside a goal, the ways on the pages of a match."""

from datetime import UTC, datetime
from typing import Any

from app.feedback import queries
from app.matches.policy import RUNNING, can_meet
from app.matches.queries import find_match, matches_of
from app.matches.sockets import Kept
from app.people.actor import Actor
from app.prepared import Lookup
from app.together import read
from app.web.paths import to

EVER = datetime(2000, 1, 1, tzinfo=UTC)


def cheers(actor: Actor, _day) -> Lookup[dict[str, Any] | None]:
    """The cheers of this week."""
    found = yield from queries.fresh_cheers(actor)
    return {"cheers": found} if found else None


def news(actor: Actor, _day) -> Lookup[dict[str, Any] | None]:
    """What somebody told me and I did not open yet."""
    found = yield from queries.unread(actor)
    return {"told": found} if found else None


def beside_goal(actor: Actor, goal) -> dict[str, Any] | None:
    """A cheer for whose goal it is, from who meets with them."""
    match = find_match(goal.match_id) if goal.match_id and not goal.mine else None
    if match is None or not can_meet(actor, match):
        return None
    return {"goal": goal, "main": goal.belongs != "pair" or goal.state != "open"}


def in_match(actor: Actor, match) -> dict[str, Any] | None:
    """The ways to tell each other something."""
    return {"match": match} if can_meet(actor, match) else None


def mine(_actor: Actor, _thing) -> dict[str, Any]:
    """The way to my wins and to what was told."""
    return {}


def kept(_actor: Actor) -> list[str]:
    """My wins."""
    return [to("feedback.wins")]


def forms(actor: Actor) -> list[str]:
    """The forms to tell somebody something, and to cheer."""
    running = [match.id for match in matches_of(actor) if match.state in RUNNING][:1]
    return [
        *(to("feedback.cheer_page", match_id) for match_id in running),
        *(to("feedback.give_page", match_id) for match_id in running),
    ]


def keepsakes(actor: Actor, match) -> list[Kept]:
    """The cheers somebody got in a match."""
    return [
        Kept(str(cheer.id), "cheer", cheer.said, cheer.by, cheer.at.date(), cheer.tone)
        for cheer in read(queries.cheers(actor, EVER))
        if cheer.match_id == match.id
    ]
