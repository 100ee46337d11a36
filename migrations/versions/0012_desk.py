"""Adds what the desk remembers: who took what, what was opened, follow-ups, cover, and the order of a scheme."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "desk_mark",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("taken_by_id", sa.Uuid(), nullable=True),
        sa.Column("given_by_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_desk_mark_given_by_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_desk_mark_taken_by_id")),
        sa.PrimaryKeyConstraint("kind", "about_id", name=op.f("pk_desk_mark")),
    )
    op.create_index(
        op.f("ix_desk_mark_taken_by_id_taken_at"), "desk_mark", ["taken_by_id", "taken_at"], unique=False
    )
    op.create_table(
        "desk_look",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_desk_look_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kind", "about_id", name=op.f("pk_desk_look")),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closing", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_follow_up_by_id")),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_follow_up_closed_by")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_follow_up_entry_id")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_follow_up_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_match_id_id"), "follow_up", ["match_id", "id"], unique=False)
    op.create_index(
        "ix_follow_up_open", "follow_up", ["match_id", "due_on"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "cover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("for_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_cover_asked_by")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_cover_by_id")),
        sa.ForeignKeyConstraint(["for_id"], ["person.id"], name=op.f("fk_cover_for_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_cover_scheme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover")),
    )
    op.create_index(op.f("ix_cover_by_id"), "cover", ["by_id"], unique=False)
    op.create_index(op.f("ix_cover_scheme_id_until_on"), "cover", ["scheme_id", "until_on"], unique=False)
    op.create_table(
        "desk_place",
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_desk_place_scheme_id")),
        sa.PrimaryKeyConstraint("scheme_id", "kind", name=op.f("pk_desk_place")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("desk_place")
    op.drop_index(op.f("ix_cover_scheme_id_until_on"), table_name="cover")
    op.drop_index(op.f("ix_cover_by_id"), table_name="cover")
    op.drop_table("cover")
    op.drop_index("ix_follow_up_open", table_name="follow_up")
    op.drop_index(op.f("ix_follow_up_match_id_id"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_table("desk_look")
    op.drop_index(op.f("ix_desk_mark_taken_by_id_taken_at"), table_name="desk_mark")
    op.drop_table("desk_mark")
