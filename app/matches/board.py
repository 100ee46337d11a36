"""The matches of a scheme for its team: which, where they stand, and what waits; and who could be matched."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select

from app import clock
from app.db import db
from app.matches.models import STEP_OF, Match, MatchQuestion, Participation
from app.matches.policy import overseen_by
from app.matches.table import RUNNING
from app.people.actor import Actor
from app.people.models import Person, tone
from app.schemes.models import Membership, Scheme
from app.schemes.queries import in_force
from app.web.language import today

PAGE = 40
MANY = 200  # people in all matches of somebody
WHICH = {
    "running": ("proposed", *RUNNING),
    "proposed": ("proposed",),
    "preparing": ("preparing",),
    "agreeing": ("agreeing",),
    "active": ("active",),
    "closing": ("closing",),
    "closed": ("closed",),
}


@dataclass(frozen=True)
class Line:
    """One match on the team's list."""

    id: UUID
    kind: str
    state: str
    title: str
    made_at: datetime
    coordinator: str
    paused: bool
    suspended: bool
    stop_asked: bool
    question: bool

    @property
    def step(self) -> str:
        """Which of the five steps it is in."""
        return STEP_OF[self.state]

    @property
    def tone(self) -> int:
        """The colour number of its avatar."""
        return tone(self.id)


@dataclass(frozen=True)
class Their:
    """One match of somebody, beside that person."""

    id: UUID
    state: str
    title: str


def board(
    actor: Actor, scheme: Scheme, which: str, after: UUID | None = None
) -> tuple[list[Line], UUID | None]:
    """A page of the scheme's matches, what asks for somebody first, then the youngest. Two queries."""
    question = exists().where(MatchQuestion.match_id == Match.id, MatchQuestion.answered_at.is_(None))
    query = (
        select(
            Match.id,
            Match.kind,
            Match.state,
            Match.name,
            Match.made_at,
            Person.called,
            Match.paused_until,
            Match.suspended_at,
            Match.stop_asked_at,
            and_(question, Match.state == "proposed").label("question"),
        )
        .join(Person, Person.id == Match.coordinator_id)
        .where(Match.scheme_id == scheme.id, Match.state.in_(WHICH[which]), overseen_by(actor))
        .order_by(Match.id.desc())
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(Match.id < after)
    rows = db.session.execute(query).all()
    names = titles([row.id for row in rows[:PAGE]])
    lines = [
        Line(
            row.id,
            row.kind,
            row.state,
            row.name or names.get(row.id, ""),
            row.made_at,
            row.called,
            row.paused_until is not None and row.paused_until >= today(),
            row.suspended_at is not None,
            row.stop_asked_at is not None,
            bool(row.question),
        )
        for row in rows[:PAGE]
    ]
    more = rows[PAGE - 1].id if len(rows) > PAGE else None
    lines.sort(key=lambda line: not (line.stop_asked or line.question))
    return lines, more


def titles(match_ids: list[UUID]) -> dict[UUID, str]:
    """What the people of each match are called, mentees first; one query."""
    found: dict[UUID, list[str]] = {}
    rows = db.session.execute(
        select(Participation.match_id, Person.called)
        .join(Person, Person.id == Participation.person_id)
        .where(Participation.match_id.in_(match_ids), Participation.state != "declined")
        .order_by(Participation.side != "mentee", Person.called)
    )
    for match_id, called in rows:
        found.setdefault(match_id, []).append(called)
    return {match_id: " & ".join(dict.fromkeys(names)) for match_id, names in found.items()}


def of_person(actor: Actor, scheme_id: UUID, person_id: UUID) -> list[Their]:
    """The matches of a person in a scheme, as far as their team sees them, the youngest first; one query."""
    taken = select(Participation.match_id).where(
        Participation.person_id == person_id, Participation.state != "declined"
    )
    rows = db.session.execute(
        select(Match.id, Match.state, Match.name, Person.called)
        .join(Participation, Participation.match_id == Match.id)
        .join(Person, Person.id == Participation.person_id)
        .where(
            Match.scheme_id == scheme_id,
            Match.state != "withdrawn",
            Match.id.in_(taken),
            Participation.state != "declined",
            overseen_by(actor),
        )
        .order_by(Match.id.desc(), Participation.side != "mentee", Person.called)
        .limit(MANY)
    )
    found: dict[UUID, list] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return [
        Their(one, those[0].state, those[0].name or " & ".join(dict.fromkeys(row.called for row in those)))
        for one, those in found.items()
    ]


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take part in a match, and in how many they are."""

    id: UUID
    called: str
    role: str
    running: int


def candidates(scheme: Scheme) -> list[Candidate]:
    """The mentees and mentors of a scheme, who is in no match first; one query."""
    running = (
        select(func.count())
        .select_from(Participation)
        .join(Match, Match.id == Participation.match_id)
        .where(
            Participation.person_id == Membership.person_id,
            Participation.state.in_(("asked", "in")),
            or_(Participation.until.is_(None), Participation.until > clock.now()),
            Match.state.in_(WHICH["running"]),
            Match.scheme_id == scheme.id,
        )
        .correlate(Membership)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Person.id, Person.called, Membership.role, running.label("running"))
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.scheme_id == scheme.id,
            Membership.role.in_(("mentee", "mentor")),
            in_force(),
            Person.left_at.is_(None),
        )
        .order_by(running, func.lower(Person.called), Person.id)
        .limit(400)
    )
    return [Candidate(*row) for row in rows]
