"""Adds the answers to whether it fits."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "fit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("team_reads", sa.Boolean(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_fit_match_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_fit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit")),
    )
    op.create_index("uq_fit_match_person_after", "fit", ["match_id", "person_id", "after"], unique=True)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("uq_fit_match_person_after", table_name="fit")
    op.drop_table("fit")
