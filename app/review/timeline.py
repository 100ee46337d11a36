"""What happened in a match, from every room, in one line each: sessions, steps, calls, follow-ups, what was shared."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from app.checkins.queries import Contact
from app.checkins.words import GUARDIAN
from app.checkins.words import WAYS as CALLS
from app.journal.models import Entry
from app.journal.policy import read_as_team_by
from app.matches.history import history
from app.matches.models import Match
from app.matches.words import HAPPENED, OTHERWISE
from app.people.actor import Actor
from app.people.asker import Asker, PreparedFor
from app.people.models import Person
from app.review.queries import Followed
from app.sessions.queries import Meeting
from app.sessions.words import MISSED
from app.web.language import _, length, local, zone
from app.web.paths import to

MOST = 40


@dataclass(frozen=True)
class Happened:
    """One line of the timeline; `path` leads further where there is a page."""

    at: datetime
    kind: str
    said: str
    path: str = ""

    @property
    def on(self) -> date:
        """The day on screen."""
        return local(self.at).date()


def timeline(
    actor: Actor, match: Match, meetings: list[Meeting], contacts: list[Contact], followed: list[Followed]
) -> list[Happened]:
    """The latest things that happened, the last one first; two statements besides what the page already knows."""
    found = [
        *(_meeting(one) for one in meetings),
        *(_contact(one) for one in contacts),
        *(Happened(one.made_at, "follow-up", _("%(name)s: to follow up", name=one.by)) for one in followed),
        *(_step(one) for one in history(actor, match, True)),
        *_shared(actor, match.id),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), zone())


def _meeting(one: Meeting) -> Happened:
    if one.state == "missed":
        why = MISSED[one.why_missed or "unsaid"]
        said = _("Session did not happen: %(why)s", why=_(why).lower())
    else:
        said = _("Session %(n)s", n=one.number) + (f"\u00a0· {length(one.minutes)}" if one.minutes else "")
    return Happened(_noon(one.on), one.state, said, to("sessions.session", one.id))


def _contact(one: Contact) -> Happened:
    who = one.person or _(GUARDIAN)
    said = _("%(by)s and %(who)s: %(how)s", by=one.by, who=who, how=_(CALLS[one.way]).lower())
    return Happened(one.made_at, "check-in", said)


def _step(one) -> Happened:
    return Happened(one.at, "step", _(HAPPENED.get(one.verb, OTHERWISE), name=one.by, about=one.about))


@PreparedFor
def _SHARED(asker: Asker) -> Select:
    of_match = Entry.match_id == bindparam("match")
    return (
        select(Entry.id, Entry.written_at, Person.called)
        .join(Person, Person.id == Entry.author_id)
        .where(of_match, Entry.session_id.is_not(None), read_as_team_by(asker))
        .order_by(Entry.id.desc())
        .limit(MOST)
    )


def _shared(actor: Actor, match_id: UUID) -> list[Happened]:
    """What was shared with the team: that, by whom and when."""
    return [
        Happened(
            row.written_at,
            "shared",
            _("%(name)s shared this with the team.", name=row.called),
            to("review.entry", row.id),
        )
        for row in _SHARED.rows(actor, match=match_id)
    ]
