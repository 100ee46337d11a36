"""Adds feedback with what is said back, and cheers."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_in_by", sa.Uuid(), nullable=True),
        _to("feedback", "author_id", "person"),
        _to("feedback", "to_id", "person"),
        _to("feedback", "scheme_id", "scheme"),
        _to("feedback", "match_id", "match"),
        _to("feedback", "asked_in_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_author_id_id"), "feedback", ["author_id", "id"])
    op.create_index(op.f("ix_feedback_to_id_id"), "feedback", ["to_id", "id"])
    op.create_index(op.f("ix_feedback_scheme_id_made_at"), "feedback", ["scheme_id", "made_at"])
    op.create_index(op.f("ix_feedback_match_id"), "feedback", ["match_id"])
    op.create_table(
        "feedback_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("feedback_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to("feedback_answer", "feedback_id", "feedback"),
        _to("feedback_answer", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_answer")),
    )
    op.create_index(op.f("ix_feedback_answer_feedback_id"), "feedback_answer", ["feedback_id"])
    op.create_table(
        "cheer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _to("cheer", "author_id", "person"),
        _to("cheer", "to_id", "person"),
        _to("cheer", "match_id", "match"),
        _to("cheer", "goal_id", "goal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cheer")),
    )
    op.create_index(op.f("ix_cheer_to_id_made_at"), "cheer", ["to_id", "made_at"])
    op.create_index(op.f("ix_cheer_match_id"), "cheer", ["match_id"])


def downgrade() -> None:
    """Take them away."""
    for table in ("cheer", "feedback_answer", "feedback"):
        op.drop_table(table)
