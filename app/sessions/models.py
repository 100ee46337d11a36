"""Tables of sessions: planned, held, or missed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app import clock, ids
from app.db import Model

WAYS = ("in-person", "call", "video", "chat")
MISSED = ("ill", "forgot", "busy", "other", "unsaid")


class Session(Model):
    """One meeting of a match. `starts_at` is what was planned, `on` the day it is or was."""

    __tablename__ = "session"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    match_id: Mapped[UUID] = mapped_column(ForeignKey("match.id"))
    state: Mapped[str] = mapped_column(default="planned")  # planned, held, missed
    on: Mapped[date]
    starts_at: Mapped[datetime | None]
    minutes: Mapped[int | None]
    way: Mapped[str | None]
    place: Mapped[str | None]
    why_missed: Mapped[str | None]
    rev: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (Index(None, "match_id", "on"), Index(None, "match_id", "state", "on"))


class Attendance(Model):
    """Who of the match was there, for sessions of groups."""

    __tablename__ = "attendance"
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)


class SessionEvent(Model):
    """One thing that was said about a session's facts: planned, held, missed or set right, by whom and when."""

    __tablename__ = "session_event"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("session.id"), index=True)
    verb: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    phone_at: Mapped[datetime | None]
    server_at: Mapped[datetime] = mapped_column(default=clock.now)
