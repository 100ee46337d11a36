"""Adds the own lock on what only its owner reads."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "journal_lock",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("pin_hash", sa.String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forgot_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_journal_lock_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_journal_lock")),
    )
    op.add_column("sign_in", sa.Column("unlocked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("sign_in") as sign_in:
        sign_in.drop_column("unlocked_at")
    op.drop_table("journal_lock")
