"""A PostgreSQL database set back to how it began: only the tables that changed, while the app stays connected.

A new copy would cost each test 50 ms: its connections begin without a catalogue, without plans. So the rows of the
template are kept here, and what a test added, changed or took away is seen by what PostgreSQL notes with each row.
Whatever is not as expected (tables that were altered, connections of others) gives up; then a new copy is made.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import tuple_row

OFTEN = 60  # after so many times the dead rows are in the way, and new ones lie among the old
TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)
SHAPE = ("pg_class", "pg_constraint", "pg_trigger", "pg_policy", "pg_attrdef", "pg_sequence")
CONNECTED = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
State = tuple[int, int | None]  # how many rows a table has, and the last transaction that made one of them


@dataclass(frozen=True)
class Rows:
    """The rows of a template, by table."""

    of: dict[str, bytes]


def rows_at(address: str) -> Rows:
    """All rows of a database, as they are; `address` is that of a superuser, whom no wall stops."""
    with psycopg.connect(address) as connection:
        names = [name for (name,) in connection.execute(TABLES)]
        return Rows({name: _copied(connection, name) for name in names})


def _copied(connection: psycopg.Connection, name: str) -> bytes:
    command = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(name))
    with connection.cursor().copy(command) as out:
        return b"".join(bytes(block) for block in out)


class Again:
    """One copy of a template with these rows in it, at the address of a superuser."""

    def __init__(self, address: str, rows: Rows) -> None:
        self._rows, self._left = rows, OFTEN
        self._connection = psycopg.connect(address, autocommit=True, row_factory=tuple_row)
        self._connection.execute("SET session_replication_role = replica")  # no trigger keeps rows from going
        self._connection.execute("SET lock_timeout = '2s'")
        counted = " UNION ALL ".join(
            f"SELECT '{name}', count(*), max(xmin::text::bigint) FROM {name}" for name in (*SHAPE, *rows.of)
        )
        self._look = f"{counted} UNION ALL SELECT '', ({CONNECTED}), 0"
        self._known = self._seen()
        self._known.pop("")

    def set_back(self, connected: int) -> bool:
        """Give every table the rows it began with; False when that cannot be done, or `connected` is not all."""
        self._left -= 1
        try:
            seen = self._seen()
            if self._left < 0 or seen.pop("")[0] != connected:
                return False
            changed = [name for name, state in seen.items() if self._known[name] != state]
            if set(changed) & set(SHAPE):
                return False
            if changed:
                self._fill(changed)
        except psycopg.Error:
            return False
        return True

    def end(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def _seen(self) -> dict[str, State]:
        found = self._connection.execute(self._look.encode(), prepare=True)
        return {name: (count, last) for name, count, last in found}

    def _fill(self, changed: list[str]) -> None:
        with self._connection.transaction():
            (this,) = self._connection.execute(
                "SELECT pg_current_xact_id()::text::bigint % 4294967296"
            ).fetchone() or (0,)
            for name in changed:
                table = sql.Identifier(name)
                self._connection.execute(sql.SQL("DELETE FROM {}").format(table))
                cursor = self._connection.cursor()
                with cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT binary)").format(table)) as into:
                    into.write(self._rows.of[name])
                self._known[name] = (cursor.rowcount, this if cursor.rowcount else None)
