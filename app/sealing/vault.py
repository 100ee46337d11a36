"""Data keys: one for each person and purpose, stored wrapped, so that destroying it makes their words unreadable."""

import secrets
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from app import clock
from app.db import Model, db
from app.prepared import Prepared
from app.sealing.keyring import Keyring
from app.sealing.seal import seal, unseal


class DataKey(Model):
    """The key of one owner for one purpose, wrapped by a key of the keyring (`ring_key`)."""

    __tablename__ = "data_key"
    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    ring_key: Mapped[str] = mapped_column(index=True)
    wrapped: Mapped[bytes]
    made_at: Mapped[datetime]


_KEY = Prepared(
    select(*DataKey.__table__.c).where(
        DataKey.owner_id == bindparam("owner"), DataKey.purpose == bindparam("purpose")
    )
)


def keyring() -> Keyring:
    """The keyring of the running app."""
    return current_app.extensions["naast_keyring"]


def _bound(owner: UUID, purpose: str) -> str:
    return f"data_key|{owner}|{purpose}"


def unwrap(row: Any) -> bytes:
    """The data key of a row, in the clear; BadKeys when its ring key is gone."""
    return opened(row.owner_id, row.purpose, row.ring_key, row.wrapped)


def opened(owner: UUID, purpose: str, ring_key: str, wrapped: bytes) -> bytes:
    """The data key from the columns of its row, for queries that join them."""
    return _unwrapped(keyring().key(purpose, ring_key), wrapped, owner, purpose)


@lru_cache(1024)
def _unwrapped(wrapping: bytes, wrapped: bytes, owner: UUID, purpose: str) -> bytes:
    """A page opens many rows of few writers. The key that unwraps them lies in the same memory."""
    return unseal(wrapping, wrapped, _bound(owner, purpose))


def key_of(owner: UUID, purpose: str) -> bytes:
    """The owner's data key, made at first use (by a writing transaction)."""
    row = _KEY.first(owner=owner, purpose=purpose)
    if row is None:
        ring_key, wrapping = keyring().current(purpose)
        key = secrets.token_bytes(32)
        made = DataKey(
            owner_id=owner,
            purpose=purpose,
            ring_key=ring_key,
            wrapped=seal(wrapping, key, _bound(owner, purpose)),
            made_at=clock.now(),
        )
        db.session.add(made)
        db.session.flush()
        return key
    return unwrap(row)


def rewrap(purpose: str, batch: int = 500) -> int:
    """Wrap every data key of `purpose` with the key now in use; gives how many changed. Commits per batch."""
    ring_key, wrapping = keyring().current(purpose)
    changed = 0
    while True:
        rows = db.session.scalars(
            select(DataKey).where(DataKey.purpose == purpose, DataKey.ring_key != ring_key).limit(batch)
        ).all()
        if not rows:
            return changed
        for row in rows:
            key = unwrap(row)
            row.ring_key, row.wrapped = ring_key, seal(wrapping, key, _bound(row.owner_id, purpose))
        changed += len(rows)
        db.session.commit()
