"""Adds what the team saw of what a mentor needs."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "requirement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_requirement_scheme_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_requirement_person_id")),
        sa.ForeignKeyConstraint(["checked_by"], ["person.id"], name=op.f("fk_requirement_checked_by")),
        sa.ForeignKeyConstraint(["taken_back_by"], ["person.id"], name=op.f("fk_requirement_taken_back_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    op.create_index(
        op.f("ix_requirement_person_id_scheme_id_kind_seen_on"),
        "requirement",
        ["person_id", "scheme_id", "kind", "seen_on"],
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("requirement")
