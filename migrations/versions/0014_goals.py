"""Adds goals, their versions and readers, how they go, their steps and the sessions that worked on them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def _goal(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f(f"fk_{table}_goal_id"))


def _session(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f(f"fk_{table}_session_id"))


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=True),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("belongs", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _person("goal", "author_id"),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_goal_scheme_id")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_goal_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_author_id_state"), "goal", ["author_id", "state"])
    op.create_index(op.f("ix_goal_match_id_state"), "goal", ["match_id", "state"])
    op.create_index(op.f("ix_goal_scheme_id_audience_state"), "goal", ["scheme_id", "audience", "state"])
    op.create_table(
        "goal_revision",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("op_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goal("goal_revision"),
        _person("goal_revision", "by_id"),
        sa.PrimaryKeyConstraint("goal_id", "rev", name=op.f("pk_goal_revision")),
    )
    op.create_table(
        "progress",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goal("progress"),
        _person("progress", "author_id"),
        _session("progress"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
    )
    op.create_index(op.f("ix_progress_goal_id_on"), "progress", ["goal_id", "on"])
    op.create_table(
        "step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        _goal("step"),
        _person("step", "author_id"),
        _person("step", "owner_id"),
        _person("step", "done_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_goal_id_place"), "step", ["goal_id", "place"])
    op.create_table(
        "worked_on",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goal("worked_on"),
        _session("worked_on"),
        _person("worked_on", "by_id"),
        sa.PrimaryKeyConstraint("goal_id", "session_id", name=op.f("pk_worked_on")),
    )
    op.create_index(op.f("ix_worked_on_session_id"), "worked_on", ["session_id"])
    op.create_table(
        "goal_reading",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _goal("goal_reading"),
        _person("goal_reading", "reader_id"),
        sa.PrimaryKeyConstraint("goal_id", "reader_id", "on", name=op.f("pk_goal_reading")),
    )


def downgrade() -> None:
    """Take them away."""
    for table in ("goal_reading", "worked_on", "step", "progress", "goal_revision", "goal"):
        op.drop_table(table)
