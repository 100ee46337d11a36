"""What closing brings elsewhere: what is to be done in the fifth step, a card on the match, my keepsakes, the desk."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.closing import queries
from app.closing.models import Keepsake
from app.closing.policy import can_keep, can_look_back
from app.db import db
from app.flags.days import days_after, noon_of
from app.flags.reasons import Reason, Scope, row
from app.matches.models import Match
from app.matches.queries import MatchView, matches_of
from app.matches.sockets import ToDo
from app.people.actor import Actor
from app.prepared import Lookup
from app.schemes.models import Scheme
from app.schemes.settings import setting
from app.sessions.queries import ahead
from app.web.language import _, mark, today
from app.web.paths import to


def to_do(actor: Actor, matches: list[MatchView]) -> Lookup[dict[UUID, list[ToDo]]]:
    """The end comes near; and once it closes: looking back, thanking, the last session, the keepsake."""
    closing = [match for match in matches if match.state == "closing" and not match.suspended_at]
    done = queries.done_in([match.id for match in closing]) if closing else {}
    coming = yield from ahead([match.id for match in closing])
    found = {match.id: _closing(actor, match, done[match.id], coming[match.id]) for match in closing}
    for match in matches:
        if match.state == "active" and _ends_soon(match) and not match.rests:
            found[match.id] = [_near(match)]
    return found


def _ends_soon(match: MatchView) -> bool:
    soon = timedelta(weeks=match.set("closing_weeks"))
    return match.ends_on is not None and match.ends_on - today() <= soon


def _near(match: MatchView) -> ToDo:
    why = _("You agreed on a time that ends soon. Look back together, or ask the team to go on.")
    return ToDo(_("Begin with looking back"), why, path=to("matches.start-closing-page", match.id), place=60)


def _closing(actor: Actor, match: MatchView, done: queries.Done, coming: Any) -> list[ToDo]:
    path = to("closing.looking_back", match.id)
    found = []
    if actor.id not in done.looked_back:
        found.append(ToDo(_("Look back"), _("The others read it once all have."), path=path, place=10))
    else:
        names = ", ".join(one.called for one in match.others if one.id not in done.looked_back)
        if names:
            found.append(ToDo(_("still looks back"), "", names, path, 40))
    if actor.id not in done.thanked:
        why = _("It opens at your last session.")
        found.append(ToDo(_("Write a thank-you"), why, path=to("closing.thanks", match.id), place=20))
    if coming.next is None:
        found.append(ToDo(_("Plan your last session"), path=to("sessions.plan_page", match.id), place=30))
    if match.my_side != "mentor" and actor.id not in done.kept:
        why = _("Your goals, your words and the thank-yous, to keep.")
        found.append(ToDo(_("Make your keepsake"), why, path=to("closing.keepsake", match.id), place=35))
    return found


def on_match(actor: Actor, match: Match) -> dict[str, Any] | None:
    """On the page of a match that closes or is closed: looking back, the notes, the keepsake."""
    if not can_look_back(actor, match):
        return None
    return {"match": match, "may_keep": can_keep(actor, match)}


def mine(actor: Actor, _thing: Any) -> dict[str, Any] | None:
    """On the page about me: my keepsakes."""
    rows = db.session.execute(
        select(Keepsake.id, Keepsake.match_id, Keepsake.made_at)
        .where(Keepsake.owner_id == actor.id)
        .order_by(Keepsake.made_at.desc())
        .limit(20)
    ).all()
    return {"keepsakes": rows} if rows else None


def _near_the_end(scope: Scope):
    """Matches of the reader that end within the weeks that their scheme wants to know ahead."""
    matches = scope.matches
    ahead_days = 7 * setting(Scheme.settings, "closing_weeks", Scheme.template)
    found = select(
        *row(
            matches.c.id,
            noon_of(days_after(matches.c.ends_on, -ahead_days)),
            scheme=matches.c.scheme_id,
            match=matches.c.id,
        )
    ).join(Scheme, Scheme.id == matches.c.scheme_id)
    return found.where(matches.c.state == "active", matches.c.ends_on <= days_after(scope.today, ahead_days))


NEAR_THE_END = Reason("closing", mark("The time they agreed on ends soon."), _near_the_end)


def kept(actor: Actor) -> list[str]:
    """While a match closes: the pages to look back and to thank on."""
    closing = [match.id for match in matches_of(actor) if match.state == "closing"]
    return [
        path
        for match_id in closing
        for path in (to("closing.looking_back", match_id), to("closing.thanks", match_id))
    ]
