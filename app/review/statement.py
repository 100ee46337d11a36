"""The one statement of the desk: every room's reasons united, with who has each line and whether the reader saw it."""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    Select,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)

from app.db import UTCDateTime
from app.flags.kinds import KINDS
from app.flags.models import Flag
from app.flags.reasons import Reason, Scope, reasons, row
from app.matches.models import Match, Participation
from app.review.models import DeskPlace, Look, Mark

MOST = 400
STATES = ("proposed", "preparing", "agreeing", "active", "closing")
_match, _part, _flag, _mark, _look, _place = (
    kind.__table__ for kind in (Match, Participation, Flag, Mark, Look, DeskPlace)
)
_ME: Any = bindparam("me", type_=Uuid())
_TODAY: Any = bindparam("today", type_=Date())
_NOW: Any = bindparam("now", type_=UTCDateTime())
_SCHEMES: Any = bindparam("schemes", type_=Uuid(), expanding=True)
_CARED_FOR: Any = bindparam("cared_for", type_=Uuid(), expanding=True)
_LATELY: Any = bindparam("lately", type_=UTCDateTime())
TAKEN_FOR = timedelta(days=92)  # so long a line that somebody took is looked for outside their own matches


def parameters(
    me: UUID, schemes: set[UUID], cared_for: set[UUID], today: date, now: datetime
) -> dict[str, Any]:
    """The values for the parameters of `statement`."""
    return {
        "me": me,
        "schemes": list(schemes),
        "cared_for": list(cared_for),
        "today": today,
        "now": now,
        "lately": now - TAKEN_FOR,
    }


def _own() -> Select:
    """The matches in which the reader takes part: nobody oversees their own."""
    return select(_part.c.match_id).where(
        _part.c.person_id == _ME, or_(_part.c.until.is_(None), _part.c.until > _NOW)
    )


def _taken(column: Any) -> Select:
    """What the reader took on lately."""
    return select(column).where(_mark.c.taken_by_id == _ME, _mark.c.taken_at > _LATELY)


def _running(whole: bool) -> Any:
    """The running matches of the reader's schemes: all of them, or those this reader looks after or took a line of.

    Theirs are found by who looks after them, each in a select of its own: joined to a list of ids, PostgreSQL walks
    along the matches of the whole scheme.
    """
    names = ("id", "scheme_id", "kind", "state", "rhythm_days", "started_on", "ends_on", "paused_until")
    running = select(*(_match.c[name] for name in names)).where(
        _match.c.state.in_(STATES), _match.c.id.not_in(_own())
    )
    if whole:
        return running.where(_match.c.scheme_id.in_(_SCHEMES))
    taken = _taken(_mark.c.match_id).where(_mark.c.match_id.is_not(None))
    ours = running.where(_match.c.scheme_id.in_(_SCHEMES))
    return union(ours.where(_match.c.coordinator_id.in_(_CARED_FOR)), ours.where(_match.c.id.in_(taken)))


def _scope(whole: bool) -> Scope:
    """What rooms are given to find their reasons in."""
    matches = _running(whole).cte("cared_matches")
    people = (
        select(_part.c.id, _part.c.match_id, matches.c.scheme_id, _part.c.person_id, _part.c.side)
        .join(matches, matches.c.id == _part.c.match_id)
        .where(_part.c.state == "in", or_(_part.c.until.is_(None), _part.c.until > _NOW))
        .cte("cared_people")
    )
    return Scope(matches, people, _SCHEMES, _ME, _TODAY, _NOW)


def _flags(kinds: list[str], whole: bool) -> list[Select]:
    """Flags that are up: of the matches looked after, and those that wait for everybody in the scheme.

    Each branch says by which index it is to be found; what else must hold is kept from the planner's eyes, so that
    it never walks along the flags of a whole scheme.
    """
    columns = row(
        _flag.c.about_id,
        _flag.c.raised_at,
        scheme=_flag.c.scheme_id,
        match=_flag.c.match_id,
        person=_flag.c.person_id,
        number=_flag.c.number,
    )
    up = select(_flag.c.kind, *columns).where(
        _flag.c.lowered_at.is_(None),
        or_(_flag.c.match_id.is_(None), _flag.c.match_id.not_in(_own())),
    )
    ours = _unseen(_flag.c.scheme_id).in_(_SCHEMES)
    plugged = _unseen(_flag.c.kind).in_(kinds)
    if whole:
        return [up.where(_flag.c.scheme_id.in_(_SCHEMES), _flag.c.kind.in_(kinds))]
    urgent = [kind.name for kind in KINDS if kind.everyone and kind.name in kinds]
    looked_after = select(_match.c.id).where(_match.c.coordinator_id.in_(_CARED_FOR))
    taken = _mark.join(_flag, and_(_flag.c.kind == _mark.c.kind, _flag.c.about_id == _mark.c.about_id))
    return [
        up.where(_flag.c.match_id.in_(looked_after), ours, plugged),
        up.where(_flag.c.match_id.is_(None), ours, plugged),
        up.where(_flag.c.scheme_id.in_(_SCHEMES), _flag.c.kind.in_(urgent)),
        up.select_from(taken).where(_mark.c.taken_by_id == _ME, _mark.c.taken_at > _LATELY, ours, plugged),
    ]


def _unseen(column: Any) -> Any:
    """The column, in a way that no index is used for it."""
    return func.coalesce(column, column)


def _worked_out(reason: Reason, scope: Scope) -> Select:
    assert reason.rows is not None
    found = reason.rows(scope)
    return found.with_only_columns(literal(reason.kind).label("kind"), *found.selected_columns)


@cache
def statement(whole: bool, one: bool = False) -> Select:
    """The lines of the desk in their order: the reader's own, or with `whole` those of all their schemes.

    Made once, when every room has brought its reasons: putting it together costs more than asking it.
    With `one` only the line of a `kind` about `about`.
    """
    scope = _scope(whole)
    found = [_worked_out(reason, scope) for reason in reasons if reason.rows is not None]
    raised = [reason.kind for reason in reasons if reason.rows is None]
    # A flag may be found twice (looked after, and urgent): `union` makes it one.
    found += [select(union(*_flags(raised, whole)).subquery())] if raised else []
    line = union_all(*found).subquery("line")
    usual = {kind.name: place for place, kind in enumerate(KINDS)}
    own_wall = [reason.kind for reason in reasons if reason.own_wall]
    urgent = [kind.name for kind in KINDS if kind.everyone]
    place = func.coalesce(_place.c.place, case(usual, value=line.c.kind, else_=len(usual))).label("place")
    query = (
        select(
            line,
            _mark.c.taken_by_id,
            _look.c.since.label("looked"),
            _match.c.name,
            _match.c.coordinator_id,
            place,
        )
        .select_from(
            line.outerjoin(_match, _match.c.id == line.c.match_id)
            .outerjoin(
                _mark,
                and_(
                    _mark.c.kind == line.c.kind,
                    _mark.c.about_id == line.c.about_id,
                    _mark.c.since == line.c.since,
                ),
            )
            .outerjoin(
                _look,
                and_(
                    _look.c.person_id == _ME,
                    _look.c.kind == line.c.kind,
                    _look.c.about_id == line.c.about_id,
                    _look.c.since == line.c.since,
                ),
            )
            .outerjoin(_place, and_(_place.c.scheme_id == line.c.scheme_id, _place.c.kind == line.c.kind))
        )
        .where(or_(_mark.c.rests_until.is_(None), _mark.c.rests_until <= _TODAY))
        .order_by(place, line.c.since, line.c.about_id)
        .limit(MOST)
    )
    if one:
        query = query.where(line.c.kind == bindparam("kind"), line.c.about_id == bindparam("about"))
    if whole:
        return query
    mine = or_(
        _mark.c.taken_by_id == _ME,
        and_(
            _mark.c.taken_by_id.is_(None),
            or_(_match.c.coordinator_id.in_(_CARED_FOR), line.c.kind.in_(urgent), line.c.match_id.is_(None)),
        ),
    )
    return query.where(or_(line.c.kind.in_(own_wall), mine))
