"""Saying how it is between two people; a fall, or two sides far apart, is a reason on the desk."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app import clock, ids
from app.db import db
from app.flags.actions import lower_flag, raise_flag
from app.matches.models import Match
from app.people.actor import Actor
from app.ratings.forms import RateForm
from app.ratings.models import Rating
from app.sealing.seal import seal_fields, unseal_fields
from app.sealing.vault import key_of

PURPOSE = "journal"
FAR = 2  # so many steps down, or so many between two sides, the team wants to know


def bound(row: Any) -> str:
    """What a sealed rating is bound to."""
    return f"rating|sealed|{row.id}|{row.author_id}|{row.match_id}"


def open_rating(key: bytes, row: Any) -> dict[str, Any]:
    """`value` and `said` of a rating, with its writer's key."""
    return unseal_fields(key, row.sealed, bound(row))


def rate(actor: Actor, match: Match, values: RateForm, op_id: UUID) -> Rating:
    """Say how it is, for the team alone."""
    rating = Rating(
        id=op_id if db.session.get(Rating, op_id) is None else ids.new_id(),
        author_id=actor.id,
        scheme_id=match.scheme_id,
        match_id=match.id,
        sealed=b"",
        phone_at=ids.made_at(op_id) if op_id.version == 7 else None,
        made_at=clock.now(),
    )
    fields = {"value": values.value, "said": values.said}
    rating.sealed = seal_fields(key_of(actor.id, PURPOSE), fields, bound(rating))
    db.session.add(rating)
    db.session.flush()
    if _moved_apart(match):
        raise_flag("rating", match.id, scheme_id=match.scheme_id, match_id=match.id, person_id=actor.id)
    else:
        lower_flag("rating", match.id)
    return rating


def _moved_apart(match: Match) -> bool:
    """True where somebody's latest rating fell, or where the latest ones of two people lie far apart."""
    of_each = _values(match).values()
    fell = any(len(values) > 1 and values[-2] - values[-1] >= FAR for values in of_each)
    latest = [values[-1] for values in of_each]
    return fell or max(latest) - min(latest) >= FAR


def _values(match: Match) -> dict[UUID, list[int]]:
    """What each person in a match said, the earliest first: by when they said it, not by when it arrived."""
    rows = db.session.scalars(select(Rating).where(Rating.match_id == match.id)).all()
    found: dict[UUID, list[int]] = {}
    for row in sorted(rows, key=lambda row: (row.given_at, row.id)):
        value = open_rating(key_of(row.author_id, PURPOSE), row)["value"]
        found.setdefault(row.author_id, []).append(int(value))
    return found
