"""Tables of matches: the relation, who takes part in it, what was asked about a proposal, and all that happened."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

KINDS = ("one-to-one", "group", "peer")
STATES = ("proposed", "preparing", "agreeing", "active", "closing", "closed", "withdrawn")
STEPS = ("ground", "plan", "agree", "grow", "close")
STEP_OF = {
    "proposed": "ground",
    "preparing": "plan",
    "agreeing": "agree",
    "active": "grow",
    "closing": "close",
    "closed": "close",
    "withdrawn": "ground",
}
SIDES = ("mentor", "mentee", "peer")
PLACES = ("asked", "in", "declined", "left")  # how somebody takes part
CLOSED_WHY = ("planned", "mentee", "mentor", "practical", "concern")


class Match(Model):
    """One relation. `state` says where it stands in the five steps; a person, never a clock, closes it."""

    __tablename__ = "match"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    kind: Mapped[str]
    name: Mapped[str | None]  # groups have one
    state: Mapped[str] = mapped_column(default="proposed")
    coordinator_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    rhythm_days: Mapped[int] = mapped_column(default=7)
    session_minutes: Mapped[int] = mapped_column(default=75)
    planned_sessions: Mapped[int] = mapped_column(default=20)
    quiet_from: Mapped[str | None]  # "21:00": from then on nobody is reminded of anything, until
    quiet_until: Mapped[str | None]
    brought: Mapped[bool] = mapped_column(default=False)  # the young person brought this mentor
    earlier_id: Mapped[UUID | None] = mapped_column(ForeignKey("match.id"))  # of a rematch: the match before
    reminded_at: Mapped[datetime | None]
    started_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    paused_until: Mapped[date | None]
    suspended_at: Mapped[datetime | None]
    stop_asked_at: Mapped[datetime | None]
    stop_asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime | None]
    closed_from: Mapped[str | None]  # the state it was in
    closed_why: Mapped[str | None]
    access_until: Mapped[datetime | None]  # of a closed match: how long a mentor may look back
    rev: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "scheme_id", "state"),)


class Participation(Model):
    """That a person takes part in a match, on which side, and from when until when."""

    __tablename__ = "participation"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    side: Mapped[str]
    state: Mapped[str] = mapped_column(default="asked")
    stands_in: Mapped[bool] = mapped_column(default=False)  # for a while, for a mentor who cannot
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime | None]

    __table_args__ = (Index(None, "match_id"), Index(None, "person_id"))


class MatchEvent(Model):
    """One thing that happened to a match; never changed, never removed.

    `sealed` holds the reason in somebody's own words, with the key of who gave it.
    """

    __tablename__ = "match_event"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"), index=True)
    participation_id: Mapped[UUID | None] = mapped_column(ForeignKey("participation.id"))
    verb: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # nobody: a clock
    as_who: Mapped[str]
    phone_at: Mapped[datetime | None]
    server_at: Mapped[datetime] = mapped_column(default=clock.now)
    sealed: Mapped[bytes | None]
    staff_only: Mapped[bool] = mapped_column(default=False)


class MatchQuestion(Model):
    """One more question about a proposal, and what the team answered; for who asked and the team."""

    __tablename__ = "match_question"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    sealed: Mapped[bytes]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    sealed_answer: Mapped[bytes | None]
