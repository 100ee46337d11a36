"""Ratings for screens: one's own, those of a match for the team, and where it is time to ask."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.matches.models import Match
from app.people.actor import Actor
from app.people.models import Person, tone
from app.people.trails import trail_of
from app.prepared import Lookup, Prepared, each, one_of
from app.ratings.actions import PURPOSE, open_rating
from app.ratings.models import Rating, RatingReading
from app.ratings.policy import readable_by
from app.schemes.models import Scheme
from app.sealing.vault import DataKey, opened

MOST = 40
# When it was said, as `Rating.given_at` has it.
GIVEN_AT = case((Rating.phone_at < Rating.made_at, Rating.phone_at), else_=Rating.made_at).label("given_at")


@dataclass(frozen=True)
class RatingView:
    """A rating as who may read it sees it."""

    id: UUID
    author_id: UUID
    author: str
    given_at: datetime
    value: int
    said: str | None

    @property
    def tone(self) -> int:
        """The colour number of the writer's avatar."""
        return tone(self.author_id)


_READ = (
    select(
        Rating.id,
        Rating.author_id,
        Rating.match_id,
        Person.called,
        GIVEN_AT,
        Rating.sealed,
        DataKey.ring_key,
        DataKey.wrapped,
    )
    .join(Person, Person.id == Rating.author_id)
    .join(DataKey, and_(DataKey.owner_id == Rating.author_id, DataKey.purpose == PURPOSE))
    .order_by(GIVEN_AT.desc(), Rating.id.desc())
)


def of_match(actor: Actor, match_id: UUID) -> list[RatingView]:
    """The ratings of a match that the actor may read, the latest first."""
    rows = db.session.execute(_READ.where(Rating.match_id == match_id, readable_by(actor)).limit(MOST))
    return [_view(row) for row in rows]


_later = aliased(Rating)
_NEWER = exists().where(
    _later.match_id == Rating.match_id,
    _later.author_id == Rating.author_id,
    or_(_later.made_at > Rating.made_at, and_(_later.made_at == Rating.made_at, _later.id > Rating.id)),
)


def latest(actor: Actor, match_ids: list[UUID]) -> dict[UUID, list[RatingView]]:
    """For each match the latest rating of each who gave one, as far as the actor may read it; one query."""
    rows = db.session.execute(_READ.where(Rating.match_id.in_(match_ids), ~_NEWER, readable_by(actor)))
    found: dict[UUID, list[RatingView]] = {}
    for row in rows:
        found.setdefault(row.match_id, []).append(_view(row))
    return found


def trail(ratings: list[RatingView]) -> list[tuple[str, datetime]]:
    """Who of the team read these, with the first moment of each day."""
    return trail_of(RatingReading.rating_id, *(rating.id for rating in ratings))


def _view(row: Any) -> RatingView:
    told = open_rating(opened(row.author_id, PURPOSE, row.ring_key, row.wrapped), row)
    return RatingView(row.id, row.author_id, row.called, row.given_at, told["value"], told.get("said"))


_match, _scheme, _rating = (table.__table__ for table in (Match, Scheme, Rating))
_LAST = (
    select(
        _match.c.id,
        _match.c.started_on,
        _scheme.c.template,
        _scheme.c.settings,
        func.max(_rating.c.made_at).label("last"),
    )
    .select_from(
        _match.join(_scheme, _scheme.c.id == _match.c.scheme_id).outerjoin(
            _rating, and_(_rating.c.match_id == _match.c.id, _rating.c.author_id == bindparam("me"))
        )
    )
    .where(_match.c.suspended_at.is_(None))
    .group_by(_match.c.id, _match.c.started_on, _scheme.c.id)
)


@cache
def _last_in(number: int) -> Prepared:
    return Prepared(_LAST.where(one_of(_match.c.id, number)))


def last_asked(actor: Actor, match_ids: list[UUID]) -> Lookup[list[Any]]:
    """For each match its start, its scheme's settings and when the actor last said how it is."""
    if not match_ids:
        return []
    return (yield from _last_in(len(match_ids)).read(me=actor.id, **each(match_ids)))
