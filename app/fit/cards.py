"""When it is time to ask whether it fits, and what the team hears of it."""

from functools import cache
from uuid import UUID

from sqlalchemy import bindparam, case, exists, func, select

from app.fit.models import AFTER, Fit
from app.flags.reasons import Reason
from app.matches.queries import MatchView
from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.prepared import Lookup, Prepared, each, one_of
from app.sessions.models import Session
from app.web.language import _, mark
from app.web.paths import to

LATEST = 6  # sessions; after so many nobody is asked any more

RATHER_NOT = Reason(
    "fit", mark("%(name)s would rather not go on like this. Ask the mentee first."), opens="fit.one"
)


@cache
def _to_ask_in(number: int) -> Prepared:
    """The matches among so many in which it is time and the person did not say yet."""
    counts = (
        select(Session.match_id, func.count().label("held"))
        .where(one_of(Session.__table__.c.match_id, number), Session.state == "held")
        .group_by(Session.match_id)
        .subquery()
    )
    after = case((counts.c.held >= AFTER[1], AFTER[1]), else_=AFTER[0])
    said = exists().where(
        Fit.match_id == counts.c.match_id, Fit.person_id == bindparam("me"), Fit.after == after
    )
    return Prepared(select(counts.c.match_id).where(counts.c.held.between(AFTER[0], LATEST), ~said))


def to_do(actor: Actor, matches: list[MatchView]) -> Lookup[dict[UUID, list[ToDo]]]:
    """Asked after the first and third session; one query."""
    running = [match.id for match in matches if match.state == "active" and not match.rests]
    if not running:
        return {}
    rows = yield from _to_ask_in(len(running)).read(me=actor.id, **each(running))
    why = _("One tap. Nobody in the match reads it.")
    return {
        row.match_id: [ToDo(_("How does it fit so far?"), why, path=to("fit.page", row.match_id), place=40)]
        for row in rows
    }
