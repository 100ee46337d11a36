"""The second wall between schemes: PostgreSQL itself shows a request nothing of a scheme its person is not in.

Policies decide who may what; a query that forgets to name its scheme would pass them by. On PostgreSQL every
table that belongs to a scheme therefore has a row security policy, for its owner too. A request begins before a
closed wall; the statement that says who is at the phone opens it for that person's schemes, and for the
transaction alone. Commands and the clock's work see everything. SQLite knows no such thing: there this does nothing.
"""

from contextvars import ContextVar

from sqlalchemy import Connection, Engine, String, Table, event
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.connections import telling
from app.db import Base

# Asked before anybody is known, or to learn who belongs where.
OUTSIDE = frozenset(("membership", "guardianship", "scheme_invitation"))
EVERYWHERE = "(SELECT current_setting('naast.everywhere', true) = 'on')"
OPEN = "SELECT set_config(%s, %s, true)"
MINE = "(SELECT string_to_array(current_setting('naast.schemes', true), ','))::uuid[]"
_belonging: list[tuple[str, str]] = []
_schemes: ContextVar[str | None] = ContextVar("schemes_shown", default=None)


def belongs_by(table: str, person: str) -> None:
    """Rows of this table say that the person in this column belongs to the scheme in `scheme_id`."""
    _belonging.append((table, person))


def close() -> None:
    """From now on, in this thread, transactions begin without any scheme."""
    _schemes.set("")


def show(schemes: str) -> None:
    """From now on, in this thread, transactions begin with these schemes: ids with commas between."""
    _schemes.set(schemes)


def take_away() -> None:
    """From now on, in this thread, transactions begin without a wall."""
    _schemes.set(None)


class opened_for(FunctionElement):  # noqa: N801 - reads as the function it is in SQL
    """In a select list: opens the wall, for this transaction, to all schemes of the person in the given column."""

    type = String()
    inherit_cache = True


@compiles(opened_for)
def _no_wall(_element, _compiler, **_more) -> str:
    return "''"


@compiles(opened_for, "postgresql")
def _open(element, compiler, **more) -> str:
    person = compiler.process(element.clauses, **more)
    belonging = " UNION ".join(
        f"SELECT scheme_id FROM {table} WHERE {column} = {person}"  # noqa: S608 - names from our own tables
        for table, column in _belonging
    )
    schemes = f"SELECT coalesce(string_agg(scheme_id::text, ','), '') FROM ({belonging}) AS belonging"  # noqa: S608
    return f"set_config('naast.schemes', ({schemes}), true)"


def condition(table: Table) -> str | None:
    """What must hold of a row for it to be shown or written; None for a table in front of the wall."""
    if table.name in OUTSIDE:
        return None
    if "scheme_id" in table.c:
        nowhere = "scheme_id IS NULL OR " if table.c.scheme_id.nullable else ""
        return f"{nowhere}{EVERYWHERE} OR scheme_id = ANY ({MINE})"
    for column in table.c:
        for key in column.foreign_keys:
            parent = key.column.table
            if parent is not table and not column.nullable and condition(parent):
                kept = f"SELECT FROM {parent.name} AS kept WHERE kept.id = {table.name}.{column.name}"  # noqa: S608
                return f"{EVERYWHERE} OR EXISTS ({kept})"
    return None


def holds_on(connection: Connection) -> bool:
    """True unless PostgreSQL lets the role of this connection pass every wall."""
    if connection.dialect.name != "postgresql":
        return True
    asked = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return not connection.exec_driver_sql(asked).scalar()


def built(table: str, holds: str) -> tuple[str, ...]:
    """The statements that put a table behind the wall."""
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY wall ON {table} USING ({holds})",
    )


@event.listens_for(Base.metadata, "after_create")
def _build(_metadata, connection: Connection, tables: list[Table], **_more) -> None:
    if connection.dialect.name == "postgresql":
        for table in tables:
            holds = condition(table)
            for statement in built(table.name, holds) if holds else ():
                connection.exec_driver_sql(statement)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    schemes = _schemes.get()
    if connection.dialect.name == "postgresql" and schemes != "":
        given = ("naast.everywhere", "on") if schemes is None else ("naast.schemes", schemes)
        with telling(OPEN):
            connection.connection.cursor().execute(OPEN, given)
