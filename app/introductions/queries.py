"""Introductions for screens."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from app.db import db
from app.introductions.actions import PURPOSE, open_introduction
from app.introductions.models import Introduction
from app.introductions.policy import seen_by
from app.people.actor import Actor
from app.people.models import Person
from app.sealing.vault import DataKey, opened

MOST = 60


@dataclass(frozen=True)
class IntroductionView:
    """An introduction as one of the match sees it."""

    id: UUID
    author: str
    on: date
    who: str
    about: str | None
    came: str | None


def of_match(actor: Actor, match_id: UUID) -> list[IntroductionView]:
    """The introductions of a match, the latest first."""
    rows = db.session.execute(
        select(
            Introduction.id,
            Introduction.author_id,
            Introduction.match_id,
            Person.called,
            Introduction.on,
            Introduction.sealed,
            DataKey.ring_key,
            DataKey.wrapped,
        )
        .join(Person, Person.id == Introduction.author_id)
        .join(DataKey, and_(DataKey.owner_id == Introduction.author_id, DataKey.purpose == PURPOSE))
        .where(Introduction.match_id == match_id, seen_by(actor))
        .order_by(Introduction.on.desc(), Introduction.id.desc())
        .limit(MOST)
    )
    found = []
    for row in rows:
        told = open_introduction(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row)
        found.append(IntroductionView(row.id, row.called, row.on, told["who"], told["about"], told["came"]))
    return found


def find_introduction(introduction_id: UUID) -> Introduction | None:
    """The introduction with this id."""
    return db.session.get(Introduction, introduction_id)
