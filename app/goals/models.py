"""Tables of goals: what somebody wants, its versions, how it goes, its steps, and where it was worked on."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

AUDIENCES = ("me", "pair", "team")
BELONGS = ("own", "pair")
STATES = ("open", "reached", "dropped")
THEMES = ("learning", "work", "network", "wellbeing", "culture", "own")


class Goal(Model):
    """What somebody wants to reach, alone or as a goal of everybody in the match (`belongs` is "pair").

    `sealed` holds the words and numbers, encrypted for this row, author and audience.
    """

    __tablename__ = "goal"
    came = ""  # what became of a change just made: "merged" or "kept-both" where two crossed
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    scheme_id: Mapped[UUID | None] = mapped_column(ForeignKey("scheme.id"))
    match_id: Mapped[UUID | None] = mapped_column(ForeignKey("match.id"))
    belongs: Mapped[str] = mapped_column(default="own")
    audience: Mapped[str]
    theme: Mapped[str] = mapped_column(default="own")
    state: Mapped[str] = mapped_column(default="open")
    began_on: Mapped[date]
    until: Mapped[date | None]
    sealed: Mapped[bytes]
    rev: Mapped[int] = mapped_column(default=1)
    phone_at: Mapped[datetime | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    touched_at: Mapped[datetime] = mapped_column(default=clock.now)  # when somebody last looked after it
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(None, "author_id", "state"),
        Index(None, "match_id", "state"),
        Index(None, "scheme_id", "audience", "state"),
    )


class GoalRevision(Model):
    """An earlier version of a goal, as it was sealed then; kept as long as the goal."""

    __tablename__ = "goal_revision"
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    audience: Mapped[str]
    theme: Mapped[str]
    state: Mapped[str]
    until: Mapped[date | None]
    sealed: Mapped[bytes]
    why: Mapped[str]  # edit, merged, kept-both, sharing, reached, dropped, open
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    op_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Progress(Model):
    """How far somebody said a goal was, on a day; `sealed` holds a score, a number and a line."""

    __tablename__ = "progress"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("session.id"))
    on: Mapped[date]
    sealed: Mapped[bytes]
    phone_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "goal_id", "on"),)


class Step(Model):
    """One step towards a goal, of a person or (`owner_id` empty) of all of them together."""

    __tablename__ = "step"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    place: Mapped[int]
    sealed: Mapped[bytes]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (Index(None, "goal_id", "place"),)


class WorkedOn(Model):
    """That a goal was worked on in a session."""

    __tablename__ = "worked_on"
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"), primary_key=True, index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)


class GoalReading(Model):
    """That somebody of the team opened a goal on a day; its author sees it."""

    __tablename__ = "goal_reading"
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id"), primary_key=True)
    reader_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
