"""Adds flags: what waits for the team."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
UP = sa.text("lowered_at IS NULL")


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lowered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lowered_by", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    for name, columns, unique in (
        ("uq_flag_up", ["kind", "about_id"], True),
        ("ix_flag_up_match", ["match_id", "kind"], False),
        ("ix_flag_up_scheme", ["scheme_id", "kind"], False),
    ):
        op.create_index(name, "flag", columns, unique=unique, sqlite_where=UP, postgresql_where=UP)


def downgrade() -> None:
    """Take them away."""
    for name in ("ix_flag_up_scheme", "ix_flag_up_match", "uq_flag_up"):
        op.drop_index(name, table_name="flag")
    op.drop_table("flag")
