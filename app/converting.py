"""Converting: between Python's values and the driver's, by functions put together once for each statement.

SQLAlchemy's own converters are right for both databases and are used for whatever is not named here. SQLite keeps
moments, days and ids as text: those three are on every page dozens of times, and the standard library reads and
writes them in a tenth of the time.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pydantic_core import from_json
from sqlalchemy import JSON, Date, Dialect, Uuid
from sqlalchemy.types import TypeEngine

from app.db import UTCDateTime, in_utc
from app.ids import KnownId

Convert = Callable[[Any], Any]
_known = lru_cache(8192)(KnownId)  # a page meets the same ids again and again


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _as_text(moment: datetime) -> str:
    return in_utc(moment).replace(tzinfo=None).isoformat(" ", "microseconds")


_FROM_SQLITE: list[tuple[type, Convert]] = [
    (UTCDateTime, _moment),
    (Date, date.fromisoformat),
    (Uuid, _known),
    (JSON, from_json),
]
_TO_SQLITE: list[tuple[type, Convert]] = [
    (UTCDateTime, _as_text),
    (Date, date.isoformat),
    (Uuid, lambda identifier: identifier.hex),
]


def _named(kinds: list[tuple[type, Convert]], kind: TypeEngine, dialect: Dialect) -> Convert | None:
    if dialect.name != "sqlite":
        return None
    return next((convert for known, convert in kinds if isinstance(kind, known)), None)


def from_driver(kind: TypeEngine, dialect: Dialect) -> Convert | None:
    """What makes Python's value of the driver's; None where they are the same."""
    return _named(_FROM_SQLITE, kind, dialect) or kind.result_processor(dialect, None)


def to_driver(kind: TypeEngine, dialect: Dialect) -> Convert | None:
    """The other way."""
    return _named(_TO_SQLITE, kind, dialect) or kind.bind_processor(dialect)


def reader(
    row: type, places: Sequence[int], converts: Sequence[Convert | None]
) -> Callable[[Sequence[Any]], Any]:
    """A function that makes a `row` (a named tuple) of what stands at these places of the driver's row."""
    pick = itemgetter(*places) if len(places) > 1 else lambda raw: (raw[places[0]],)
    wanted = [(place, convert) for place, convert in enumerate(converts) if convert]
    new = tuple.__new__

    def read(raw: Sequence[Any]) -> Any:
        values = list(pick(raw))
        for place, convert in wanted:
            value = values[place]
            if value is not None:
                values[place] = convert(value)
        return new(row, values)

    return read


def picker(binds: Sequence[tuple[str, Convert | None, Any]]) -> Callable[[dict[str, Any]], tuple]:
    """A function that picks the values with these names in their order; KeyError where one is missing.

    A bind that is fixed brings its value along.
    """
    fixed = {name: value for name, _, value in binds if value is not None}
    wanted = [(name, convert) for name, convert, _ in binds]

    def pick(values: dict[str, Any]) -> tuple:
        given = []
        for name, convert in wanted:
            value = fixed[name] if name in fixed else values[name]
            given.append(value if convert is None or value is None else convert(value))
        return tuple(given)

    return pick
