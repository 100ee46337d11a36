"""What two of the staff do together: one asks, another agrees within a day, anybody who sees it stops it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.people.actor import Actor

WAITS = timedelta(hours=24)  # for the second person


class OfTwo:
    """The columns of a table whose rows take two."""

    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    agreed_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None]
    stopped_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    stopped_at: Mapped[datetime | None]

    @property
    def waits(self) -> bool:
        """True while a second person can agree."""
        return self.agreed_at is None and self.stopped_at is None and clock.now() - self.asked_at < WAITS

    def agree(self, actor: Actor) -> None:
        """The second person agrees."""
        self.agreed_by, self.agreed_at = actor.id, clock.now()

    def stop(self, actor: Actor) -> None:
        """It goes no further."""
        self.stopped_by, self.stopped_at = actor.id, clock.now()


def waiting(table: type[Any]) -> ColumnElement[bool]:
    """Query twin of `waits`."""
    return table.agreed_at.is_(None) & table.stopped_at.is_(None) & (table.asked_at > clock.now() - WAITS)


def is_second(actor: Actor, asked: OfTwo) -> bool:
    """True for who could agree, as far as it is not themselves who asked; who sees it at all, its room says."""
    return asked.waits and actor.id != asked.asked_by


def seconded_by(actor: Actor, table: type[Any]) -> ColumnElement[bool]:
    """Query twin of `is_second`."""
    return waiting(table) & (table.asked_by != actor.id)
