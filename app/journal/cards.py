"""What the journal shows elsewhere: both views below a session, and on Today what was not written down yet."""

from datetime import timedelta
from typing import Any

from app.db import db
from app.journal import actions, entries, policy, queries
from app.matches.models import Match
from app.matches.policy import RUNNING, can_meet
from app.matches.queries import matches_of
from app.matches.sockets import Kept
from app.people.actor import Actor
from app.prepared import Lookup
from app.web import language
from app.web.paths import to
from app.web.transaction import note

LOOKS_BACK = timedelta(days=10)
MEETING = ("agreeing", "active", "closing")


def to_write(actor: Actor, day) -> Lookup[dict[str, Any] | None]:
    """Recent sessions without a view of this person, at most three, once it is time to ask for it."""
    running = {match.id: match for match in day.matches if match.state in MEETING and not match.rests}
    found = yield from queries.unwritten(actor, list(running), language.today() - LOOKS_BACK)
    due = [one for one in found if one.asked_by(running[one.match_id].set("reminder_hours"))]
    return {"unwritten": due[:3], "matches": running} if due else None


def before_next_time(actor: Actor, day) -> Lookup[dict[str, Any] | None]:
    """What was to be tried before next time, until the next session was held."""
    running = [match.id for match in day.matches if match.state in MEETING]
    found = yield from entries.carried_over(actor, running)
    return {"entries": found} if found else None


def before_this_one(actor: Actor, session) -> Lookup[dict[str, Any] | None]:
    """What was to be tried in a session that is planned."""
    found = yield from entries.carried_over(actor, [session.match_id])
    return {"entries": found} if found else None


def views(actor: Actor, session) -> dict[str, Any] | None:
    """The views of a session that its reader may know of, and whether their own can still be written."""
    found = entries.views_of(actor, session.id)
    leave_trail_of(actor, *found)
    match = db.session.get_one(Match, session.match_id)
    written = any(view.mine for view in found)
    may_write = session.state != "missed" and not written and can_meet(actor, match)
    return {"views": found, "may_write": may_write, "session": session}


def leave_trail_of(actor: Actor, *found: entries.EntryView) -> None:
    """Reading by the team is put on the trail before the page goes out; reading by the pair is not."""
    opened = [view.id for view in found if view.content is not None and policy.leaves_trail(actor, view)]
    if opened:
        note(lambda: actions.leave_trail(actor.id, opened))


def kept(actor: Actor) -> list[str]:
    """What is worth having without network: the journal and its latest sessions."""
    if actor.lock:
        return []  # what stands behind an own lock is not left on the phone
    running = [match.id for match in matches_of(actor) if match.state in RUNNING]
    latest = queries.sessions(actor, running, limit=5) if running else []
    return [
        to("journal.journal"),
        *(to("sessions.session", session.id) for session in latest),
    ]


def forms(actor: Actor) -> list[str]:
    """Where one can write without network: about a session of each running match, and about a day."""
    running = [match.id for match in matches_of(actor) if match.state in RUNNING]
    return [*(to("journal.write_page", match_id) for match_id in running), to("journal.diary_page")]


def words_to_keep(actor: Actor, match: Match) -> list[Kept]:
    """What somebody wrote themselves in a match, for their keepsake; the latest first."""
    found = entries.own_words(actor, match.id)
    return [
        Kept(f"entry.{view.id}", "words", view.content["did"], "", view.on) for view in found if view.content
    ]
