"""Adds the keys of people's words, wrapped."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "data_key",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("ring_key", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", "purpose", name=op.f("pk_data_key")),
    )
    op.create_index(op.f("ix_data_key_ring_key"), "data_key", ["ring_key"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_data_key_ring_key"), table_name="data_key")
    op.drop_table("data_key")
