"""Prepared reads: a select put together once, compiled once for each database, and asked of the driver itself.

What every page asks costs SQLAlchemy ten times what the database takes for it. Here the same SQL goes over the same
connection, in the same transaction, with SQLAlchemy's own converters; only the machinery between is left out.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Generator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Connection, Dialect, Select, Uuid, bindparam
from sqlalchemy.sql.visitors import cloned_traverse

from app.db import connected

_LENGTH = re.compile(r"\(.*\)")  # of VARCHAR(40): a column of one kind, however long


@lru_cache(8192)
def _uuid(value: str | None) -> UUID | None:
    """A page meets the same ids again and again."""
    return None if value is None else UUID(value)


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
    bind.literal_execute = bind.effective_value is not None
    bind.required = False  # `given` says which value is missing, not the compiler


class Made(NamedTuple):
    """A statement for one kind of database; `kinds` are the database's names for the types of its columns."""

    sql: str
    kinds: Sequence[str]
    binds: Sequence[tuple[str, Callable[[Any], Any] | None, Any]]  # the last where the dialect fixed it
    converters: Sequence[tuple[int, Callable[[Any], Any]]]
    positional: bool


class Prepared:
    """A select with `bindparam`s; `rows(**values)` gives its rows as named tuples.

    It takes no list to be given: for `IN`, prepare one for each number of values (`one_of`, `each`).
    """

    def __init__(self, statement: Select) -> None:
        self._statement = statement
        self._row: Any = namedtuple("Row", [column.key for column in statement.selected_columns])  # type: ignore[misc]
        self._made: dict[str, Made] = {}

    def rows(self, **values: Any) -> list:
        """All rows; KeyError where a value is missing."""
        connection = connected()
        made = self.made(connection.dialect)
        given = self.given(made, values)
        sent = tuple(value for _, value in given) if made.positional else dict(given)
        return [self.read_row(made, row) for row in ask(connection, made.sql, sent)]

    def read(self, **values: Any) -> "Lookup[list]":
        """The same as a lookup, which can be asked together with others: `rows = yield from READ.read(…)`."""
        (rows,) = yield [Asked(self, values)]
        return rows

    def first(self, **values: Any):
        """The first row, or None."""
        found = self.rows(**values)
        return found[0] if found else None

    def given(self, made: Made, values: dict[str, Any]) -> list[tuple[str, Any]]:
        """The values by name, in the statement's order, as the driver takes them."""
        given = []
        for name, convert, fixed in made.binds:
            value = values[name] if fixed is None else fixed
            given.append((name, value if convert is None or value is None else convert(value)))
        return given

    def made(self, dialect: Dialect) -> Made:
        """The statement for this kind of database, compiled the first time."""
        return self._made.get(dialect.name) or self._make(dialect)

    def read_row(self, made: Made, raw: Sequence[Any]) -> Any:
        """A named tuple of the driver's row."""
        values = list(raw)
        for place, convert in made.converters:
            values[place] = convert(values[place])
        return self._row._make(values)

    def _make(self, dialect: Dialect) -> Made:
        statement = cloned_traverse(self._statement, {}, {"bindparam": _write_out})
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        sql = str(compiled)
        named = [name for name in compiled.binds if f"%({name})s" in sql]
        names = (compiled.positiontup or []) if compiled.positional else named
        binds = []
        for name in names:
            bind = compiled.binds[name]
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            binds.append((name, convert, bind.effective_value))
        kinds = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        found = [(place, kind.result_processor(dialect, None)) for place, kind in enumerate(kinds)]
        converters = [
            (place, _uuid if isinstance(kinds[place], Uuid) else convert)
            for place, convert in found
            if convert
        ]
        names_of_kinds = [_LENGTH.sub("", kind.compile(dialect=dialect)) for kind in kinds]
        made = Made(sql, names_of_kinds, binds, converters, bool(compiled.positional))
        self._made[dialect.name] = made
        return made


class Asked(NamedTuple):
    """A prepared read with its values, to be asked."""

    prepared: Prepared
    values: dict[str, Any]


T = TypeVar("T")
# A generator that yields what it wants to ask, is sent the rows of each, and returns what it makes of them.
Lookup = Generator[list[Asked], list[list], T]


def ask(connection: Connection, sql: str, sent: Any) -> Sequence[Any]:
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
