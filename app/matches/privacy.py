"""What matches say about privacy: who sees that somebody is in one, and when they meet."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from app.db import db
from app.matches import policy
from app.matches.models import Match, MatchEvent, MatchQuestion, Participation
from app.matches.proposals import PURPOSE, bound
from app.matches.words import KINDS, PLACES, SIDES, STATES
from app.privacy.erasing import Retained, Trace
from app.privacy.held import TOGETHER, Held
from app.privacy.shown import Ground, Shown
from app.schemes.models import Scheme
from app.schemes.settings import in_force
from app.sealing.seal import unseal_fields
from app.sealing.vault import DataKey, key_of
from app.web.language import mark, ngettext


def matches_of(person_id: UUID) -> Select:
    """The ids of the matches that somebody takes part in, took part in, or was asked for."""
    return select(Participation.match_id).where(Participation.person_id == person_id)


def kept_until(match: Match) -> datetime | None:
    """Until when what a match has together is kept; None while it runs."""
    if match.closed_at is None:
        return None
    days = in_force(db.session.get_one(Scheme, match.scheme_id), "keep_after_closing_days")
    return match.closed_at + timedelta(days=days)


def of_past_matches(column: Any, now: datetime) -> ColumnElement[bool]:
    """Rows of matches that were closed longer ago than their scheme keeps what they had together."""
    past = [
        and_(
            Match.scheme_id == scheme.id,
            Match.closed_at < now - timedelta(days=in_force(scheme, "keep_after_closing_days")),
        )
        for scheme in db.session.scalars(select(Scheme))
    ]
    return column.in_(select(Match.id).where(or_(false(), *past)))


def by_mentors_of_past_matches(author: Any, match_id: Any, now: datetime) -> ColumnElement[bool]:
    """What mentors wrote in such matches; what a mentee or a peer wrote stays theirs."""
    wrote = exists().where(
        Participation.person_id == author, Participation.match_id == match_id, Participation.side == "mentor"
    )
    return of_past_matches(match_id, now) & wrote


def together(table: Any, label: str) -> Retained:
    """That rows of a table with a `match_id` are kept as long as what a match has together."""
    return Retained(table, label, AFTER_CLOSING, lambda now: of_past_matches(table.match_id, now))


AFTER_CLOSING = mark("For half a year after a match was closed, unless the scheme chose another time.")
MATCHES = Shown(
    Match,
    said=lambda n: ngettext(
        "that you are in a match, and when you meet", "that you are in %(n)s matches, and when you meet", n
    ),
    mine=lambda person_id: Match.id.in_(matches_of(person_id)),
    grounds=(
        Ground(policy.taken_part_by, mark("because you are in it together")),
        Ground(policy.overseen_by, mark("because the team looks after your match")),
        Ground(policy.guarded_by, mark("because they are a parent or guardian of somebody in it")),
    ),
)


def _question(row: MatchQuestion) -> dict[str, str]:
    said = {"asked": (row.asked_by, row.sealed), "answered": (row.answered_by, row.sealed_answer)}
    return {
        what: unseal_fields(key_of(by, PURPOSE), sealed, bound(row, what))["said"]
        for what, (by, sealed) in said.items()
        if by and sealed
    }


# Of a match the facts that everybody in it reads: not who asked to stop, nor why the team put it on hold or closed it.
HELD = (
    Held(
        Match,
        mark("The match"),
        ("kind", "name", "state", "coordinator_id", "rhythm_days", "session_minutes", "started_on", "ends_on")
        + ("paused_until", "closed_at"),
        through=policy.taken_part_by,
        words={"kind": KINDS, "state": STATES},
        stays=TOGETHER,
    ),
    Held(
        Participation,
        mark("How you take part"),
        ("side", "state", "since", "until"),
        ("person_id",),
        words={"side": SIDES, "state": PLACES},
        stays=TOGETHER,
    ),
    Held(
        MatchQuestion,
        mark("Questions about a proposal"),
        ("asked_at", "answered_at", "answered_by"),
        ("asked_by",),
        told=_question,
    ),
)

TRACES = (Trace(MatchEvent, ("by_id",), blank="sealed"),)
RETAINED = (
    together(MatchQuestion, mark("Questions about a proposal")),
    together(MatchEvent, mark("What happened in a match")),
    Retained(
        DataKey,
        mark("What you agreed, as it grew"),
        AFTER_CLOSING,
        lambda now: of_past_matches(DataKey.owner_id, now),
    ),
)
