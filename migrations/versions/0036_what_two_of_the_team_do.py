"""What two of the team do together: why a recovery was asked is sealed (and opened on the way down), the columns of
recoveries are called as those of openings, an opening can belong to a concern, and two can ask that somebody goes."""

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
RENAMED = (
    ("approved_by", "agreed_by"),
    ("approved_at", "agreed_at"),
    ("refused_by", "stopped_by"),
    ("refused_at", "stopped_at"),
)
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


def _call(names: dict[str, str]) -> None:
    """The columns of a recovery get other names, and the keys that hang on them."""
    with op.batch_alter_table("recovery") as table:
        for before, after in names.items():
            if before.endswith("_by"):
                table.drop_constraint(op.f(f"fk_recovery_{before}"), type_="foreignkey")
            table.alter_column(before, new_column_name=after)
    with op.batch_alter_table("recovery") as table:
        for after in names.values():
            if after.endswith("_by"):
                table.create_foreign_key(op.f(f"fk_recovery_{after}"), "person", [after], ["id"])


def upgrade() -> None:
    """Seal each; the column in clear goes. Then the rest."""
    op.add_column("recovery", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    for row in op.get_bind().execute(sa.select(RECOVERY)).all():
        _change(row, sealed=seal_fields(_key_of(row.person_id), {"reason": row.reason}, _bound(row)))
    with op.batch_alter_table("recovery") as table:
        table.alter_column("sealed", existing_type=sa.LargeBinary(), nullable=False)
        table.drop_column("reason")
    _call(dict(RENAMED))
    with op.batch_alter_table("opening") as table:
        table.add_column(sa.Column("concern_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(op.f("fk_opening_concern_id"), "concern", ["concern_id"], ["id"])
        table.create_index(op.f("ix_opening_concern_id"), ["concern_id"])
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_erasure_request_person_id")),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasure.id"], name=op.f("fk_erasure_request_erasure_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_erasure_request_asked_by")),
        sa.ForeignKeyConstraint(["agreed_by"], ["person.id"], name=op.f("fk_erasure_request_agreed_by")),
        sa.ForeignKeyConstraint(["stopped_by"], ["person.id"], name=op.f("fk_erasure_request_stopped_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_request")),
    )
    op.create_index(op.f("ix_erasure_request_person_id"), "erasure_request", ["person_id"])


def downgrade() -> None:
    """Open each; the sealed column goes, and the rest."""
    op.drop_table("erasure_request")
    with op.batch_alter_table("opening") as table:
        table.drop_index(op.f("ix_opening_concern_id"))
        table.drop_constraint(op.f("fk_opening_concern_id"), type_="foreignkey")
        table.drop_column("concern_id")
    _call({new: old for old, new in RENAMED})
    op.add_column("recovery", sa.Column("reason", sa.String(), nullable=True))
    for row in op.get_bind().execute(sa.select(RECOVERY)).all():
        _change(row, reason=unseal_fields(_key_of(row.person_id), row.sealed, _bound(row))["reason"])
    with op.batch_alter_table("recovery") as table:
        table.alter_column("reason", existing_type=sa.String(), nullable=False)
        table.drop_column("sealed")
