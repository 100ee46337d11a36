"""Rows that were read stay read: a session lets go of what nobody holds, and would ask for it again for each person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from app.db import db


@contextmanager
def nothing_forgotten() -> Iterator[None]:
    """Hold every row that the session reads in the meantime."""
    held = []

    def hold(_session, row) -> None:
        held.append(row)

    event.listen(db.session, "loaded_as_persistent", hold)
    try:
        yield
    finally:
        event.remove(db.session, "loaded_as_persistent", hold)
