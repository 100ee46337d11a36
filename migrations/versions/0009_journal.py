"""Adds entries, their revisions and who read them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=True),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("please_read", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_entry_author_id")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_entry_match_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_entry_scheme_id")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_entry_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index(op.f("ix_entry_author_id_id"), "entry", ["author_id", "id"], unique=False)
    op.create_index(
        "ix_entry_for_team",
        "entry",
        ["scheme_id", "written_at", "id"],
        unique=False,
        sqlite_where=sa.text("audience = 'team' OR please_read"),
        postgresql_where=sa.text("audience = 'team' OR please_read"),
    )
    op.create_index(op.f("ix_entry_match_id_id"), "entry", ["match_id", "id"], unique=False)
    op.create_index("uq_entry_session_author", "entry", ["session_id", "author_id"], unique=True)
    op.create_table(
        "entry_revision",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("please_read", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("op_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_entry_revision_entry_id")),
        sa.PrimaryKeyConstraint("entry_id", "rev", name=op.f("pk_entry_revision")),
    )
    op.create_table(
        "reading",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_reading_entry_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_reading_reader_id")),
        sa.PrimaryKeyConstraint("entry_id", "reader_id", "on", name=op.f("pk_reading")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("reading")
    op.drop_table("entry_revision")
    op.drop_index("uq_entry_session_author", table_name="entry")
    op.drop_index(op.f("ix_entry_match_id_id"), table_name="entry")
    op.drop_index(
        "ix_entry_for_team",
        table_name="entry",
        sqlite_where=sa.text("audience = 'team' OR please_read"),
        postgresql_where=sa.text("audience = 'team' OR please_read"),
    )
    op.drop_index(op.f("ix_entry_author_id_id"), table_name="entry")
    op.drop_table("entry")
