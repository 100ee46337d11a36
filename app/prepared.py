"""Prepared reads: a select put together once, compiled once for each database, and asked of the driver itself.

What every page asks costs SQLAlchemy ten times what the database takes for it. Here the same SQL goes over the same
connection, in the same transaction; only the machinery between is left out.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Generator, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    bindparam,
    insert,
)
from sqlalchemy.sql.visitors import cloned_traverse

from app import converting
from app.db import Model, connected

_LENGTH = re.compile(r"\(.*\)")  # of VARCHAR(40): a column of one kind, however long


def one_of(column: ColumnElement, number: int) -> ColumnElement[bool]:
    """`column IN (…)` for so many values, which `each` names."""
    return column.in_([bindparam(f"of_{place}", type_=column.type) for place in range(number)])


def each(values: Sequence[Any]) -> dict[str, Any]:
    """The values for `one_of`, by the names it gave them."""
    return {f"of_{place}": value for place, value in enumerate(values)}


def _write_out(bind: BindParameter) -> None:
    """A value that never changes stands in the statement itself.

    The database plans with it once. SQLite would else plan anew each time that a column of a partial index is
    compared with a value it does not see: that costs fifteen times the asking.
    """
    if bind.expanding and bind.effective_value is None:
        raise TypeError("a prepared read takes no lists")
    if isinstance(bind.effective_value, datetime):
        raise TypeError("a prepared read takes its moments by name: the one in it would stay")
    bind.literal_execute = bind.effective_value is not None
    bind.required = False  # `given` says which value is missing, not the compiler


class Made(NamedTuple):
    """A statement for one kind of database.

    `kinds` are the database's names for the types of its columns. `given` picks the values in the statement's order,
    as the driver takes them; `names` are theirs, where it wants names. `row` makes a named tuple of the driver's row.
    """

    sql: str
    kinds: Sequence[str]
    names: Sequence[str]
    given: Callable[[dict[str, Any]], tuple]
    row: Callable[[Sequence[Any]], Any]


def sent(names: Sequence[str], values: Sequence[Any]) -> Any:
    """Values in a statement's order as the driver wants them: by their names, or as they are where it takes no names."""
    return dict(zip(names, values, strict=True)) if names else values


class Prepared:
    """A select with `bindparam`s; `rows(**values)` gives its rows as named tuples.

    It takes no list to be given: for `IN`, prepare one for each number of values (`one_of`, `each`).
    What the session has not flushed yet it does not see: an action that asks about its own changes flushes first.
    """

    def __init__(self, statement: Select) -> None:
        self._statement = statement
        self._row: Any = namedtuple("Row", [column.key for column in statement.selected_columns])  # type: ignore[misc]
        self._made: dict[str, Made] = {}

    def rows(self, **values: Any) -> list:
        """All rows; KeyError where a value is missing."""
        connection = connected()
        made = self.made(connection.dialect)
        return [made.row(row) for row in ask(connection, made.sql, sent(made.names, made.given(values)))]

    def read(self, **values: Any) -> "Lookup[list]":
        """The same as a lookup, which can be asked together with others: `rows = yield from READ.read(…)`."""
        (rows,) = yield [Asked(self, values)]
        return rows

    def first(self, **values: Any):
        """The first row, or None."""
        found = self.rows(**values)
        return found[0] if found else None

    def made(self, dialect: Dialect) -> Made:
        """The statement for this kind of database, compiled the first time."""
        return self._made.get(dialect.name) or self._make(dialect)

    def reader(self, dialect: Dialect, places: Sequence[int]) -> Callable[[Sequence[Any]], Any]:
        """What makes a named tuple of a driver's row in which this statement's columns stand at these places."""
        kinds = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        return converting.reader(self._row, places, [converting.from_driver(kind, dialect) for kind in kinds])

    def _make(self, dialect: Dialect) -> Made:
        statement = cloned_traverse(self._statement, {}, {"bindparam": _write_out})
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        sql = str(compiled)
        named = [name for name in compiled.binds if f"%({name})s" in sql]
        names = (compiled.positiontup or []) if compiled.positional else named
        binds = []
        for name in names:
            bind = compiled.binds[name]
            convert = converting.to_driver(bind.type.dialect_impl(dialect), dialect)
            binds.append((name, convert, bind.effective_value))
        columns = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        made = Made(
            sql,
            [_LENGTH.sub("", column.compile(dialect=dialect)) for column in columns],
            [] if compiled.positional else names,
            converting.picker(binds),
            self.reader(dialect, range(len(columns))),
        )
        self._made[dialect.name] = made
        return made


class Addition:
    """A row put into a table over the same short road; `put(**values)` names every column.

    For what every change writes, beside what the session keeps: it flushes nothing, and hands out no object.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model, self._table = model, model.__table__
        self._made: dict[str, tuple[str, Sequence[str], Callable[[dict[str, Any]], tuple]]] = {}

    def put(self, **values: Any) -> None:
        """Add a row; KeyError where a column is missing, and SQLAlchemy's errors where the database refuses."""
        connection = connected()
        sql, names, given = self._made.get(connection.dialect.name) or self._make(connection.dialect)
        connection.exec_driver_sql(sql, sent(names, given(values)))

    def _make(self, dialect: Dialect) -> tuple[str, Sequence[str], Callable[[dict[str, Any]], tuple]]:
        compiled = insert(self._model).compile(dialect=dialect)
        names = (compiled.positiontup if compiled.positional else list(compiled.binds)) or []
        kinds = [self._table.c[name].type.dialect_impl(dialect) for name in names]
        given = converting.picker(
            [
                (name, converting.to_driver(kind, dialect), None)
                for name, kind in zip(names, kinds, strict=True)
            ]
        )
        made = (str(compiled), [] if compiled.positional else names, given)
        self._made[dialect.name] = made
        return made


class Asked(NamedTuple):
    """A prepared read with its values, to be asked."""

    prepared: Prepared
    values: dict[str, Any]


T = TypeVar("T")
# A generator that yields what it wants to ask, is sent the rows of each, and returns what it makes of them.
Lookup = Generator[list[Asked], list[list], T]


def ask(connection: Connection, sql: str, values: Any) -> Sequence[Any]:
    """The driver's own rows; whoever listens to statements hears of this one as of any other."""
    cursor = connection.connection.cursor()
    try:
        if connection.dispatch.before_cursor_execute:
            for listener in connection.dispatch.before_cursor_execute:
                listener(connection, cursor, sql, values, None, False)
        cursor.execute(sql, values)
        return cursor.fetchall()
    except Exception:
        # The long way knows what to do with a fault: it says which, and gives a broken connection up.
        return list(connection.exec_driver_sql(sql, values))
    finally:
        cursor.close()
