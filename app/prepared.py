"""Prepared reads: a select put together once, compiled once for each database, and asked of the driver itself.

What every page asks costs SQLAlchemy ten times what the database takes for it. Here the same SQL goes over the same
connection, in the same transaction, with SQLAlchemy's own converters; only the machinery between is left out.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from flask import g
from sqlalchemy import ColumnElement, Connection, Dialect, Select, bindparam

from app.db import db


def one_of(column: ColumnElement, number: int) -> ColumnElement[bool]:
    """`column IN (…)` for so many values, which `each` names."""
    return column.in_([bindparam(f"of_{place}", type_=column.type) for place in range(number)])


def each(values: Sequence[Any]) -> dict[str, Any]:
    """The values for `one_of`, by the names it gave them."""
    return {f"of_{place}": value for place, value in enumerate(values)}


class _Made(NamedTuple):
    """A statement for one kind of database."""

    sql: str
    binds: Sequence[
        tuple[str, Callable[[Any], Any] | None, Any]
    ]  # name, converter, the value where it is fixed
    converters: Sequence[tuple[int, Callable[[Any], Any]]]
    positional: bool


class Prepared:
    """A select with `bindparam`s; `rows(**values)` gives its rows as named tuples.

    It takes no lists: for `IN`, prepare one for each number of values (`one_of`, `each`).
    """

    def __init__(self, statement: Select) -> None:
        self._statement = statement
        self._row: Any = namedtuple("Row", [column.key for column in statement.selected_columns])  # type: ignore[misc]
        self._made: dict[str, _Made] = {}

    def rows(self, **values: Any) -> list:
        """All rows; KeyError where a value is missing."""
        connection = _connection()
        made = self._made.get(connection.dialect.name) or self._make(connection.dialect)
        given = []
        for name, convert, fixed in made.binds:
            value = values[name] if fixed is None else fixed
            given.append((name, value if convert is None or value is None else convert(value)))
        sent = tuple(value for _, value in given) if made.positional else dict(given)
        return [self._read(made, row) for row in _ask(connection, made.sql, sent)]

    def first(self, **values: Any):
        """The first row, or None."""
        found = self.rows(**values)
        return found[0] if found else None

    def _read(self, made: _Made, raw) -> Any:
        values = list(raw)
        for place, convert in made.converters:
            values[place] = convert(values[place])
        return self._row._make(values)

    def _make(self, dialect: Dialect) -> _Made:
        compiled = self._statement.compile(dialect=dialect)
        names = (compiled.positiontup if compiled.positional else list(compiled.binds)) or []
        binds = []
        for name in names:
            bind = compiled.binds[name]
            if bind.expanding:
                raise TypeError("a prepared read takes no lists")
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            binds.append((name, convert, bind.effective_value))
        kinds = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        found = [(place, kind.result_processor(dialect, None)) for place, kind in enumerate(kinds)]
        converters = [(place, convert) for place, convert in found if convert]
        made = self._made[dialect.name] = _Made(str(compiled), binds, converters, bool(compiled.positional))
        return made


def _connection() -> Connection:
    """The session's connection; remembered while its transaction lasts, because asking the session is not free."""
    kept: Connection | None = g.get("prepared_over")
    if kept is None or kept.closed or not kept.in_transaction():
        kept = g.prepared_over = db.session.connection()
    return kept


def _ask(connection: Connection, sql: str, sent: Any) -> Sequence[Any]:
    """The driver's own rows; whoever listens to statements hears of this one as of any other."""
    cursor = connection.connection.cursor()
    try:
        if connection.dispatch.before_cursor_execute:
            for listener in connection.dispatch.before_cursor_execute:
                listener(connection, cursor, sql, sent, None, False)
        cursor.execute(sql, sent)
        return cursor.fetchall()
    except Exception:
        # The long way knows what to do with a fault: it says which, and gives a broken connection up.
        return list(connection.exec_driver_sql(sql, sent))
    finally:
        cursor.close()
