"""Adds an index: the latest entry of one writer in a match."""

from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Add it."""
    op.create_index(op.f("ix_entry_match_id_author_id_on"), "entry", ["match_id", "author_id", "on"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index(op.f("ix_entry_match_id_author_id_on"), "entry")
