"""How a connection begins: what keeps words safe on SQLite, and what PostgreSQL plans with."""

from __future__ import annotations

from app.db import db

SQLITE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
}


def test_a_connection_begins_as_promised(database, inside):
    with inside():
        raw = db.session.connection().connection.driver_connection
        if database == "sqlite":
            found = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in SQLITE}
            assert found == SQLITE
        else:
            assert raw.execute("SHOW random_page_cost").fetchone()[0] == "1.1"
