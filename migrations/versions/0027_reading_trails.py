"""Adds who of the team read feedback and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
READ = ("feedback", "rating")


def upgrade() -> None:
    """Add them."""
    for thing in READ:
        table = f"{thing}_reading"
        op.create_table(
            table,
            sa.Column(f"{thing}_id", sa.Uuid(), nullable=False),
            sa.Column("reader_id", sa.Uuid(), nullable=False),
            sa.Column("on", sa.Date(), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint([f"{thing}_id"], [f"{thing}.id"], name=op.f(f"fk_{table}_{thing}_id")),
            sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f(f"fk_{table}_reader_id")),
            sa.PrimaryKeyConstraint(f"{thing}_id", "reader_id", "on", name=op.f(f"pk_{table}")),
        )


def downgrade() -> None:
    """Take them away."""
    for thing in READ:
        op.drop_table(f"{thing}_reading")
