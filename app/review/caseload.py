"""A caseload on one screen: each match with its last weeks, what comes, and what waits; a fixed number of statements."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import bindparam, func, select

from app.checkins.queries import last_of
from app.db import db
from app.flags.kinds import KIND, Kind
from app.goals.models import Goal
from app.goals.policy import seen_as_team_by
from app.matches.models import STEP_OF, Match
from app.matches.policy import overseen_by
from app.people.actor import Actor
from app.people.models import tone
from app.ratings.queries import RatingView, latest
from app.review.queue import cared_for_by, every_reason, names, titles
from app.review.statement import STATES
from app.sessions.models import Session
from app.web.language import _, ngettext, short_day, today

WEEKS = 12
MOST = 120
SORTS = ("need", "name", "last")


@dataclass(frozen=True)
class Case:
    """One match of a caseload. `weeks` says for each of the last weeks: held, missed, or ''."""

    id: UUID
    title: str
    state: str
    coordinator: str
    mine: bool
    rhythm_days: int
    last: date | None
    next: date | None
    called: date | None
    paused_until: date | None
    suspended: bool
    ends_on: date | None
    weeks: tuple[str, ...]
    goals: int
    reached: int
    ratings: tuple[RatingView, ...]
    waiting: tuple[tuple[Kind, int], ...]

    @property
    def step(self) -> str:
        """Which of the five steps it is in."""
        return STEP_OF[self.state]

    @property
    def tone(self) -> int:
        """The colour number of its avatar."""
        return tone(self.id)

    @property
    def late(self) -> str:
        """'red' or 'amber' where the desk says that they do not meet."""
        there = {kind.name for kind, _number in self.waiting}
        return "red" if "rhythm_red" in there else "amber" if "rhythm_amber" in there else ""

    @property
    def said(self) -> str:
        """The last weeks in words, for who does not see the drawing."""
        held, missed = self.weeks.count("held"), self.weeks.count("missed")
        told = ngettext("%(n)s week with a session", "%(n)s weeks with a session", held)
        if missed:
            told += ", " + ngettext("%(n)s where it did not happen", "%(n)s where it did not happen", missed)
        return _("Last %(weeks)s weeks: %(told)s", weeks=WEEKS, told=told)

    @property
    def next_said(self) -> str:
        """The day of the next session, or that there is none."""
        return short_day(self.next) if self.next else _("none planned")


_match, _session = Match.__table__, Session.__table__
_LAST = (
    select(_session.c.match_id, func.max(_session.c.on))
    .where(_session.c.match_id.in_(bindparam("matches", expanding=True)), _session.c.state == "held")
    .group_by(_session.c.match_id)
)
_LATELY = select(_session.c.match_id, _session.c.on, _session.c.state).where(
    _session.c.match_id.in_(bindparam("matches", expanding=True)), _session.c.on >= bindparam("since")
)


def caseload(actor: Actor, of: UUID | None = None, sort: str = "need") -> list[Case]:
    """The running matches somebody looks after (or those of one colleague), what needs them most first."""
    cared_for = {of} if of else cared_for_by(actor)
    matches = db.session.scalars(
        select(Match)
        .where(Match.coordinator_id.in_(cared_for), Match.state.in_(STATES), overseen_by(actor))
        .order_by(Match.made_at, Match.id)
        .limit(MOST)
    ).all()
    ids = [match.id for match in matches]
    if not ids:
        return []
    last = {row[0]: row[1] for row in db.session.execute(_LAST, {"matches": ids})}
    weeks, coming = _weeks(ids)
    waiting, urgent = _waiting(actor, of is not None and of not in cared_for_by(actor))
    called, coordinators = last_of(ids), names(match.coordinator_id for match in matches)
    title, goals, rated = titles(ids), _goals(actor, ids), latest(actor, ids)
    found = [
        Case(
            match.id,
            match.name or title.get(match.id, ""),
            match.state,
            coordinators.get(match.coordinator_id, ""),
            match.coordinator_id == actor.id,
            match.rhythm_days,
            last.get(match.id),
            coming.get(match.id),
            called.get(match.id),
            match.paused_until,
            match.suspended_at is not None,
            match.ends_on,
            weeks.get(match.id, ("",) * WEEKS),
            goals[match.id, "open"],
            goals[match.id, "reached"],
            tuple(rated.get(match.id, ())),
            tuple((KIND[name], number) for name, number in waiting.get(match.id, {}).items()),
        )
        for match in matches
    ]
    if sort == "name":
        return sorted(found, key=lambda case: case.title.lower())
    if sort == "last":
        return sorted(found, key=lambda case: case.last or date.min)
    return sorted(found, key=lambda case: urgent.get(case.id, MOST * MOST))


def _weeks(ids: list[UUID]) -> tuple[dict[UUID, tuple[str, ...]], dict[UUID, date]]:
    """For each match its last weeks, the oldest first; and the day of its next session."""
    here = today()
    first = here - timedelta(days=7 * WEEKS - 1)
    weeks: dict[UUID, list[str]] = {}
    coming: dict[UUID, date] = {}
    for match_id, on, state in db.session.execute(_LATELY, {"matches": ids, "since": first}):
        if state == "planned":
            if on >= here and on < coming.get(match_id, date.max):
                coming[match_id] = on
        elif on <= here:
            row = weeks.setdefault(match_id, [""] * WEEKS)
            place = (on - first).days // 7
            row[place] = state if row[place] != "held" else "held"
    return {match_id: tuple(row) for match_id, row in weeks.items()}, coming


def _goals(actor: Actor, ids: list[UUID]) -> Counter:
    """How many goals of each state the team was shown, by match and state; of others it knows nothing."""
    rows = db.session.execute(
        select(Goal.match_id, Goal.state, func.count())
        .where(Goal.match_id.in_(ids), seen_as_team_by(actor))
        .group_by(Goal.match_id, Goal.state)
    )
    return Counter({(row[0], row[1]): row[2] for row in rows})


def _waiting(actor: Actor, whole: bool) -> tuple[dict[UUID, Counter], dict[UUID, int]]:
    """What waits in each match by kind, the most urgent first; and the place of its first line on the desk."""
    waiting: dict[UUID, Counter] = {}
    urgent: dict[UUID, int] = {}
    for place, line in enumerate(every_reason(actor, whole)):
        if line.match_id:
            waiting.setdefault(line.match_id, Counter())[line.kind.name] += 1
            urgent.setdefault(line.match_id, place)
    return waiting, urgent
