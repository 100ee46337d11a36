"""Adds talk requests."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "talk_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("pause", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_talk_request_answered_by")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_talk_request_match_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_talk_request_person_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_talk_request_scheme_id")),
        sa.ForeignKeyConstraint(["seen_by"], ["person.id"], name=op.f("fk_talk_request_seen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_request")),
    )
    op.create_index(op.f("ix_talk_request_match_id_id"), "talk_request", ["match_id", "id"], unique=False)
    op.create_index(op.f("ix_talk_request_person_id_id"), "talk_request", ["person_id", "id"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_index(op.f("ix_talk_request_person_id_id"), table_name="talk_request")
    op.drop_index(op.f("ix_talk_request_match_id_id"), table_name="talk_request")
    op.drop_table("talk_request")
