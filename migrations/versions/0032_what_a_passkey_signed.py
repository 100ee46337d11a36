"""Keeps with a signature what the passkey signed."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
TABLES = ("ceremony", "signature")


def upgrade() -> None:
    """Add it."""
    for table in TABLES:
        op.add_column(table, sa.Column("evidence", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    for table in TABLES:
        with op.batch_alter_table(table) as there:
            there.drop_column("evidence")
