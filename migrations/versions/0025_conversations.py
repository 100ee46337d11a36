"""Adds the conversation cards that schemes write themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "talk_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("helps", sa.String(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_talk_card_scheme_id")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_talk_card_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_card")),
    )
    op.create_index(op.f("ix_talk_card_scheme_id"), "talk_card", ["scheme_id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("talk_card")
