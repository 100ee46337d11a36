"""Days and moments in SQL, written the same for SQLite and PostgreSQL, for reasons that are worked out."""

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.db import UTCDateTime


class days_after(FunctionElement):
    """`days_after(day, number)`: the day so many days later (earlier, for a negative number)."""

    type = Date()
    inherit_cache = True


class noon_of(FunctionElement):
    """`noon_of(day)`: a day as a moment, for reasons that know no hour."""

    type = UTCDateTime()
    inherit_cache = True


@compiles(days_after, "sqlite")
def _days_after_on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    day, number = (compiler.process(clause, **more) for clause in element.clauses)
    return f"date({day}, ({number}) || ' days')"


@compiles(days_after, "postgresql")
def _days_after_on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    day, number = (compiler.process(clause, **more) for clause in element.clauses)
    return f"(CAST({day} AS date) + CAST({number} AS integer))"


@compiles(noon_of, "sqlite")
def _noon_on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"({compiler.process(element.clauses, **more)} || ' 12:00:00.000000')"


@compiles(noon_of, "postgresql")
def _noon_on_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    day = compiler.process(element.clauses, **more)
    return f"((CAST({day} AS timestamp) + interval '12 hours') AT TIME ZONE 'UTC')"
