"""Who may see a match and act in it: who takes part, within the dates, and the team of its scheme."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.db import db
from app.matches.models import Match, MatchQuestion, Participation
from app.matches.table import RUNNING
from app.people.actor import Actor
from app.prepared import Prepared
from app.schemes.models import TEAM, Guardianship

__all__ = ["RUNNING"]

# A mentor keeps access for two weeks after closing (a scheme may say less or more); a mentee or peer keeps what was theirs.
AFTER_CLOSING = timedelta(days=14)


def _parts_of(actor: Actor, *states: str):
    """The match ids in which this person has such a part now, or as somebody who took part still may look back."""
    now = actor.now
    return (
        select(Participation.match_id)
        .join(Match, Match.id == Participation.match_id)
        .where(
            Participation.person_id == actor.id,
            Participation.state.in_(states),
            Participation.since <= now,
            or_(Participation.until.is_(None), Participation.until > now),
            Match.state != "withdrawn",
            or_(Match.closed_at.is_(None), Participation.side != "mentor", Match.access_until > now),
        )
    )


_part = Participation.__table__
_sharer, _shared = aliased(Participation), aliased(Match)
_PARTS = Prepared(
    select(_part.c.id, _part.c.side, _part.c.state, _part.c.since, _part.c.until).where(
        _part.c.match_id == bindparam("match"), _part.c.person_id == bindparam("person")
    )
)


def _parts(actor: Actor, match: Match, *states: str) -> list:
    """The row twin of `_parts_of`."""
    now = clock.now()
    if match.state == "withdrawn":
        return []
    over = match.closed_at is not None and (match.access_until is None or match.access_until <= now)
    return [
        part
        for part in _PARTS.rows(match=match.id, person=actor.id)
        if part.state in states
        and part.since <= now
        and (part.until is None or part.until > now)
        and not (part.side == "mentor" and over)
    ]


def participation_of(actor: Actor, match: Match) -> Any | None:
    """How this person takes part in the match now; None when they do not, or no longer may look."""
    return next(iter(_parts(actor, match, "in")), None)


def sides_of(actor: Actor, match: Match) -> set[str]:
    """The sides on which this person takes part in the match now."""
    return {part.side for part in _parts(actor, match, "in")}


def can_see(actor: Actor, match: Match) -> bool:
    """Who takes part sees the match; so does the team of its scheme."""
    return takes_part(actor, match) or can_oversee(actor, match)


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see`."""
    return or_(taken_part_by(actor), overseen_by(actor))


def can_oversee(actor: Actor, match: Match) -> bool:
    """The team of the scheme, unless they take part themselves: nobody oversees their own match."""
    return actor.holds(match.scheme_id, *TEAM) and not _parts(actor, match, "in", "asked")


def overseen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_oversee`."""
    return and_(
        Match.scheme_id.in_(actor.schemes_as(*TEAM)), Match.id.not_in(_parts_of(actor, "in", "asked"))
    )


def can_meet(actor: Actor, match: Match) -> bool:
    """Who takes part in a running match plans sessions and writes about them."""
    return match.state in RUNNING and match.suspended_at is None and takes_part(actor, match)


def met_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_meet`."""
    return and_(Match.state.in_(RUNNING), Match.suspended_at.is_(None), taken_part_by(actor))


def takes_part(actor: Actor, match: Match) -> bool:
    """True for who takes part in the match, within the dates."""
    return participation_of(actor, match) is not None


def taken_part_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `takes_part`."""
    return Match.id.in_(_parts_of(actor, "in"))


def shares(actor: Actor, match: Match, moment: datetime) -> bool:
    """What was shared with a match at a moment is for who took part then: who came later reads from then on."""
    return any(part.since <= moment for part in _parts(actor, match, "in"))


def shared_with(actor: Actor, match_id: Any, moment: Any) -> ColumnElement[bool]:
    """The same of the database, for the columns that hold the match and the moment."""
    part, of, now = _sharer, _shared, actor.now
    return exists().where(
        of.id == match_id,
        part.match_id == of.id,
        part.person_id == actor.id,
        part.state == "in",
        part.since <= now,
        part.since <= moment,
        or_(part.until.is_(None), part.until > now),
        of.state != "withdrawn",
        or_(of.closed_at.is_(None), part.side != "mentor", of.access_until > now),
    )


def can_end_part(actor: Actor, part: Participation) -> bool:
    """In a group that runs somebody leaves themselves, or the team ends it; so does it with who stands in."""
    match = db.session.get_one(Match, part.match_id)
    now = clock.now()
    over = part.until is not None and part.until <= now
    if match.state not in RUNNING or part.state not in ("asked", "in") or over:
        return False
    themselves = (
        part.person_id == actor.id and part.state == "in" and match.kind == "group" and part.since <= now
    )
    return themselves or ((match.kind == "group" or part.stands_in) and can_oversee(actor, match))


def parts_ended_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_end_part`."""
    now = actor.now
    groups = select(Match.id).where(Match.state.in_(RUNNING), Match.kind == "group")
    seen = select(Match.id).where(Match.state.in_(RUNNING), overseen_by(actor))
    themselves = and_(
        Participation.person_id == actor.id,
        Participation.state == "in",
        Participation.since <= now,
        Participation.match_id.in_(groups),
    )
    return and_(
        Participation.state.in_(("asked", "in")),
        or_(Participation.until.is_(None), Participation.until > now),
        or_(
            themselves,
            and_(
                Participation.match_id.in_(seen),
                or_(Participation.match_id.in_(groups), Participation.stands_in.is_(True)),
            ),
        ),
    )


def runs_with(actor: Actor, match: Match) -> bool:
    """Who takes part in a running match, whether or not the team put it on hold: pausing, stopping."""
    return match.state in RUNNING and takes_part(actor, match)


def run_with(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `runs_with`."""
    return and_(Match.state.in_(RUNNING), taken_part_by(actor))


def is_asked(actor: Actor, match: Match) -> bool:
    """Who was asked to take part and did not answer yet."""
    return match.state in ("proposed", *RUNNING) and bool(_parts(actor, match, "asked"))


def asked_of(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `is_asked`."""
    return and_(Match.state.in_(("proposed", *RUNNING)), Match.id.in_(_parts_of(actor, "asked")))


def can_see_proposal(actor: Actor, match: Match) -> bool:
    """A proposal is for who was asked, whether they answered or not, and for the team."""
    return (
        is_asked(actor, match)
        or (match.state == "proposed" and takes_part(actor, match))
        or can_oversee(actor, match)
    )


def proposal_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_see_proposal`."""
    return or_(asked_of(actor), and_(Match.state == "proposed", taken_part_by(actor)), overseen_by(actor))


def can_answer_question(actor: Actor, question: MatchQuestion) -> bool:
    """The team of the scheme answers what somebody asks about a proposal."""
    return can_oversee(actor, db.session.get_one(Match, question.match_id))


def questions_answered_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `can_answer_question`."""
    return MatchQuestion.match_id.in_(select(Match.id).where(overseen_by(actor)))


def guards(actor: Actor, match: Match) -> bool:
    """A guardian of a young person who takes part, while the match runs."""
    if match.state not in RUNNING or not actor.schemes_as("guardian"):
        return False
    return db.session.scalar(_guarded(actor).where(Participation.match_id == match.id).limit(1)) is not None


def guarded_by(actor: Actor) -> ColumnElement[bool]:
    """Query twin of `guards`."""
    return and_(Match.state.in_(RUNNING), Match.id.in_(_guarded(actor)))


def _guarded(actor: Actor):
    now = actor.now
    return (
        select(Participation.match_id)
        .join(Match, Match.id == Participation.match_id)
        .join(
            Guardianship,
            and_(
                Guardianship.mentee_id == Participation.person_id, Guardianship.scheme_id == Match.scheme_id
            ),
        )
        .where(
            Guardianship.guardian_id == actor.id,
            Guardianship.scheme_id.in_(actor.schemes_as("guardian")),
            or_(Guardianship.until.is_(None), Guardianship.until > now),
            Participation.side == "mentee",
            Participation.state == "in",
            Participation.since <= now,
            or_(Participation.until.is_(None), Participation.until > now),
        )
    )


def standing(actor: Actor, match: Match) -> set[str]:
    """As what somebody acts in a match: their side of it, as one of the team, as a guardian."""
    held = {part.side for part in _parts(actor, match, "in", "asked")}
    if not held and can_oversee(actor, match):
        held.add("team")
    if guards(actor, match):
        held.add("guardian")
    return held
