"""Seals why a recovery was asked, with the key of who is let back in; going down opens it again."""

import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import context, op

from app.sealing.seal import seal, seal_fields, unseal, unseal_fields

revision = "0036"
down_revision = "0035"

PURPOSE = "journal"
DATA_KEY = sa.table(
    "data_key",
    sa.column("owner_id", sa.Uuid()),
    sa.column("purpose", sa.String()),
    sa.column("ring_key", sa.String()),
    sa.column("wrapped", sa.LargeBinary()),
    sa.column("made_at", sa.DateTime(timezone=True)),
)
RECOVERY = sa.table(
    "recovery",
    sa.column("id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("asked_by", sa.Uuid()),
    sa.column("reason", sa.String()),
    sa.column("sealed", sa.LargeBinary()),
)


def _bound(row: Any) -> str:
    return f"recovery|sealed|{row.id}|{row.person_id}|{row.asked_by}"


def _key_of(owner: UUID) -> bytes:
    """The data key of a person as it stands, or a new one."""
    ring = context.config.attributes["keyring"]()
    bound = f"data_key|{owner}|{PURPOSE}"
    theirs = (DATA_KEY.c.owner_id == owner, DATA_KEY.c.purpose == PURPOSE)
    row = op.get_bind().execute(sa.select(DATA_KEY).where(*theirs)).first()
    if row is not None:
        return unseal(ring.key(PURPOSE, row.ring_key), row.wrapped, bound)
    ring_key, wrapping = ring.current(PURPOSE)
    key = secrets.token_bytes(32)
    made = {"owner_id": owner, "purpose": PURPOSE, "ring_key": ring_key, "made_at": datetime.now(UTC)}
    op.get_bind().execute(sa.insert(DATA_KEY).values(**made, wrapped=seal(wrapping, key, bound)))
    return key


def _change(row: Any, **values: Any) -> None:
    op.get_bind().execute(sa.update(RECOVERY).where(RECOVERY.c.id == row.id).values(**values))


def upgrade() -> None:
    """Seal each; the column in clear goes."""
    op.add_column("recovery", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    for row in op.get_bind().execute(sa.select(RECOVERY)).all():
        _change(row, sealed=seal_fields(_key_of(row.person_id), {"reason": row.reason}, _bound(row)))
    with op.batch_alter_table("recovery") as table:
        table.alter_column("sealed", existing_type=sa.LargeBinary(), nullable=False)
        table.drop_column("reason")


def downgrade() -> None:
    """Open each; the sealed column goes."""
    op.add_column("recovery", sa.Column("reason", sa.String(), nullable=True))
    for row in op.get_bind().execute(sa.select(RECOVERY)).all():
        _change(row, reason=unseal_fields(_key_of(row.person_id), row.sealed, _bound(row))["reason"])
    with op.batch_alter_table("recovery") as table:
        table.alter_column("reason", existing_type=sa.String(), nullable=False)
        table.drop_column("sealed")
