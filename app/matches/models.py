"""Tables of matches: the relation, who takes part in it, and everything that happened to it."""

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


class Match(Model):
    """One relation. `state` says where it stands in the five steps; a person, never a clock, moves it."""

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
    started_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    paused_until: Mapped[date | None]
    suspended_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
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
    state: Mapped[str] = mapped_column(default="asked")  # asked, in, left
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime | None]

    __table_args__ = (Index(None, "match_id"), Index(None, "person_id"))


class MatchEvent(Model):
    """One thing that happened to a match; never changed, never removed."""

    __tablename__ = "match_event"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"), index=True)
    participation_id: Mapped[UUID | None] = mapped_column(ForeignKey("participation.id"))
    verb: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    phone_at: Mapped[datetime | None]
    server_at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str | None]
    staff_only: Mapped[bool] = mapped_column(default=False)
