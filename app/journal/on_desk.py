"""What the journal brings to the desk: a young person who shares nothing any more while sessions go on."""

from sqlalchemy import Select, func, select

from app.flags.reasons import Reason, Scope
from app.journal.models import Entry
from app.matches.due import people_due
from app.schemes.models import Scheme
from app.schemes.settings import setting
from app.sessions.models import Session
from app.web.language import mark


def _silent(scope: Scope) -> Select:
    """Mentees and peers whose latest entry for others is long ago, in matches that met since.

    What is for "only me" is not looked at: whoever writes for themselves looks the same as whoever does not write.
    """
    matches, people = scope.matches.c, scope.people.c
    shared = (
        select(Entry.on)
        .where(
            Entry.match_id == people.match_id,
            Entry.author_id == people.person_id,
            Entry.audience != "me",
        )
        .order_by(Entry.on.desc())
        .limit(1)
        .correlate(scope.people)
        .scalar_subquery()
    )
    last = func.coalesce(shared, matches.started_on)
    met = (
        select(func.max(Session.on))
        .where(Session.match_id == people.match_id, Session.state == "held")
        .correlate(scope.people)
        .scalar_subquery()
    )
    silent = people_due(scope, last, setting(Scheme.settings, "silent_days"))
    return silent.where(people.side != "mentor", met > last)


SILENT = Reason("silent", mark("%(name)s shared nothing for %(days)s days, though they meet."), _silent)
