"""The queue of the desk: its lines in the order of need, each with why it is there, who has it and where it leads."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Result, Row, Select, bindparam, select

from app import clock
from app.connections import kept_plans
from app.db import db
from app.flags.kinds import KIND, Kind
from app.flags.reasons import Reason, reasons
from app.matches.models import Match, Participation
from app.people.actor import Actor
from app.people.models import Person, tone
from app.review.models import Cover
from app.review.statement import MOST, parameters, statement
from app.schemes.models import TEAM
from app.web.language import _, today
from app.web.paths import to

# Kinds of which a match has one line, however many of them there are.
TOGETHER = ("shared", "follow_up", "check_in", "family", "not_written", "phone", "requirement")


@dataclass(frozen=True)
class Line:
    """One line of the desk. `count` is how many of its kind stand in it; it leads to the oldest."""

    kind: Kind
    reason: Reason
    scheme_id: UUID
    match_id: UUID | None
    person_id: UUID | None
    about_id: UUID
    since: datetime
    number: int | None
    taken_by_id: UUID | None
    looked: bool
    coordinator_id: UUID | None
    title: str = ""
    name: str = ""
    taken_by: str = ""
    count: int = 1

    @property
    def id(self) -> UUID:
        """What it is about."""
        return self.about_id

    @property
    def tone(self) -> int:
        """The colour number of its avatar."""
        return tone(self.match_id or self.person_id or self.about_id)

    @property
    def said(self) -> str:
        """Why it stands here, in the reader's language."""
        days = max(0, (clock.now() - self.since).days)
        return _(self.reason.says, name=self.name, n=self.number, days=days)

    @property
    def path(self) -> str:
        """Where it leads."""
        if self.reason.opens:
            return to(self.reason.opens, self.about_id)
        if self.match_id:
            return to("review.match", self.match_id)
        return to("schemes.person", self.scheme_id, self.person_id)


@dataclass(frozen=True)
class Queue:
    """The desk of one person: the lines they asked for, and how many there are of each kind and in all."""

    lines: list[Line]
    counts: dict[str, int]
    total: int
    full: bool

    @property
    def unseen(self) -> int:
        """How many of the lines the reader did not open yet."""
        return sum(not line.looked for line in self.lines)


def queue(actor: Actor, whole: bool = False, kind: str = "", scheme_id: UUID | None = None) -> Queue:
    """The lines of the desk; a fixed number of statements, whatever there is."""
    found = [line for line in lines(actor, whole) if scheme_id in (None, line.scheme_id)]
    counts = Counter(line.kind.name for line in found)
    shown = [line for line in found if kind in ("", line.kind.name)]
    return Queue(shown, dict(counts), len(found), len(found) >= MOST)


def lines(actor: Actor, whole: bool = False) -> list[Line]:
    """Every line of somebody's desk, those of one kind and match in one; names filled in."""
    return _named(_together(every_reason(actor, whole)))


def every_reason(actor: Actor, whole: bool = False) -> list[Line]:
    """Every single reason on somebody's desk, without names."""
    return [_line(found) for found in _asked(statement(whole), _values(actor))]


def one_line(actor: Actor, kind: str, about_id: UUID) -> Line | None:
    """The line of this kind and thing, as long as it stands on the desk of the actor's team."""
    asked = {**_values(actor), "kind": kind, "about": about_id}
    found = _asked(statement(True, one=True), asked).first()
    return _line(found) if found else None


def _asked(query: Select, values: dict[str, Any]) -> Result:
    with kept_plans(db.session.connection()):
        return db.session.execute(query, values)


def _values(actor: Actor) -> dict[str, Any]:
    return parameters(actor.id, actor.schemes_as(*TEAM), cared_for_by(actor), today(), clock.now())


def _line(found: Row) -> Line:
    reason = next(reason for reason in reasons if reason.kind == found.kind)
    return Line(
        KIND[found.kind],
        reason,
        found.scheme_id,
        found.match_id,
        found.person_id,
        found.about_id,
        found.since,
        found.number,
        found.taken_by_id,
        found.looked is not None,
        found.coordinator_id,
        found.name or "",
    )


_cover = Cover.__table__
_COVERED = select(_cover.c.for_id).where(
    _cover.c.by_id == bindparam("me"),
    _cover.c.from_on <= bindparam("today"),
    _cover.c.until_on >= bindparam("today"),
    _cover.c.ended_at.is_(None),
)


def cared_for_by(actor: Actor) -> set[UUID]:
    """Whose matches this person looks after today: their own, and those of colleagues they cover."""
    return {actor.id, *db.session.scalars(_COVERED, {"me": actor.id, "today": today()})}


def _together(found: list[Line]) -> list[Line]:
    shown: dict[tuple, Line] = {}
    for line in found:
        once = line.kind.name in TOGETHER and line.match_id
        key = (line.kind.name, line.match_id if once else line.about_id, line.taken_by_id)
        known = shown.get(key)
        if known is None:
            shown[key] = line
        else:
            shown[key] = replace(known, count=known.count + 1, looked=known.looked and line.looked)
    return list(shown.values())


_part, _person = Participation.__table__, Person.__table__
_TITLES = (
    select(_part.c.match_id, _person.c.called)
    .join(_person, _person.c.id == _part.c.person_id)
    .where(_part.c.match_id.in_(bindparam("matches", expanding=True)))
    .order_by(_part.c.side != "mentee", _person.c.called)
)
_NAMES = select(_person.c.id, _person.c.called).where(_person.c.id.in_(bindparam("people", expanding=True)))


def titles(match_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What matches without a name of their own are called at the desk: by their people, mentees first."""
    found: dict[UUID, list[str]] = {}
    for match_id, called in db.session.execute(_TITLES, {"matches": list(set(match_ids))}):
        found.setdefault(match_id, []).append(called)
    return {match_id: " & ".join(names) for match_id, names in found.items()}


def names(person_ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """What people are called."""
    wanted = {person_id for person_id in person_ids if person_id}
    rows = db.session.execute(_NAMES, {"people": list(wanted)})
    return {row.id: row.called for row in rows}


def _named(found: list[Line]) -> list[Line]:
    of_matches = titles(line.match_id for line in found if line.match_id and not line.title)
    called = names(who for line in found for who in (line.person_id, line.taken_by_id))
    return [
        replace(
            line,
            title=line.title or of_matches.get(line.match_id) or called.get(line.person_id, ""),  # type: ignore[arg-type]
            name=called.get(line.person_id, ""),
            taken_by=called.get(line.taken_by_id, ""),
        )
        for line in found
    ]


def title_of(match: Match) -> str:
    """What a match is called at the desk."""
    return match.name or titles([match.id]).get(match.id, "")
