"""The socket of the desk: rooms say why something must be seen by the team, and how to find it in few rows.

Two ways, one contract:

* Something *happened* (an entry was shared, a goal reached): the room calls `raise_flag(kind, about_id, ...)`
  in its action and `lower_flag` when it is over, and plugs a `Reason` without `rows`.
* Something *is so* (no session for long, a signature missing): the room plugs a `Reason` whose `rows(scope)`
  gives a select over `scope.matches` or `scope.people`, made of `row(...)`.

The desk joins all of them into one statement, made once in the life of the program. So `rows` is called once, with
`scope` full of parameters that get their values later, and must stay cheap for a staff member of ninety matches: start
from `scope.matches` or `scope.people` and reach every other table by an index. It never asks who may see a match: the
scope holds only those that this reader oversees and looks after.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Integer, Select, Uuid, cast, null

from app.flags.kinds import KIND
from app.web.sockets import Socket


@dataclass(frozen=True)
class Scope:
    """Whom and what the desk asks about; parameters and parts of a statement, no values.

    `matches`: running matches this reader oversees and looks after: id, scheme_id, kind, state, rhythm_days,
    started_on, ends_on, paused_until. `people`: who takes part in them now: id (of the taking part), match_id, scheme_id,
    person_id, side.
    `schemes`: the schemes in whose team the reader is. `me`: their id. `today`, `now`: the day and moment it is.
    """

    matches: FromClause
    people: FromClause
    schemes: ColumnElement[Any]
    me: ColumnElement[UUID]
    today: ColumnElement[date]
    now: ColumnElement[datetime]


@dataclass(frozen=True)
class Reason:
    """One reason to be on the desk.

    `says` is the line, marked for translation; it may name %(name)s (the person it is about), %(n)s (its number)
    and %(days)s (days since). `rows` works it out, or None for flags that are raised. `opens` is the endpoint that a
    line leads to, with `about_id`; without one it leads to the match at the desk. `own_wall`: `rows` finds by
    `scope.me` what this reader may know, and nothing is added (concerns).
    """

    kind: str
    says: str
    rows: Callable[[Scope], Select] | None = None
    opens: str | None = None
    own_wall: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KIND:
            raise ValueError(f"{self.kind} is no kind of reason; app/flags/kinds.py has them all")


# One plug for each kind, its name the kind's.
reasons: Socket[Reason] = Socket("reasons to be on the desk of the team")


def row(
    about: Any, since: Any, *, scheme: Any, match: Any = None, person: Any = None, number: Any = None
) -> tuple[ColumnElement[Any], ...]:
    """The columns of a reason's select.

    `about` is the id of the thing, the same as long as the reason lasts; `since` a moment, when it came to be so
    (`app.flags.days.noon_of` makes one of a day). Who saw or took it is remembered for the two together.
    """

    def or_nothing(given: Any, kind: Any) -> Any:
        return cast(null(), kind) if given is None else given

    return (
        scheme.label("scheme_id"),
        or_nothing(match, Uuid()).label("match_id"),
        or_nothing(person, Uuid()).label("person_id"),
        about.label("about_id"),
        since.label("since"),
        or_nothing(number, Integer()).label("number"),
    )
