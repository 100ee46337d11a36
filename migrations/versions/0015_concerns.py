"""Adds the records of concerns, whose notes the database refuses to change."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
OPEN = sa.text("closed_at IS NULL")
STAYS = {
    "sqlite": [
        f"CREATE TRIGGER concern_note_stays_{name} BEFORE {name.upper()} ON concern_note "
        "BEGIN SELECT RAISE(ABORT, 'notes of a concern stay as they are'); END"
        for name in ("update", "delete")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION concern_note_stays() RETURNS trigger AS $$ "
        "BEGIN RAISE EXCEPTION 'notes of a concern stay as they are'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER concern_note_stays BEFORE UPDATE OR DELETE ON concern_note "
        "FOR EACH ROW EXECUTE FUNCTION concern_note_stays()",
    ],
}


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "concern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("past_contact", sa.Boolean(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["person.id"], name=op.f("fk_concern_about_id")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_concern_match_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["person.id"], name=op.f("fk_concern_raised_by")),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_concern_scheme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    op.create_index(
        "ix_concern_open", "concern", ["scheme_id", "raised_at"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index(op.f("ix_concern_raised_by"), "concern", ["raised_by"], unique=False)
    op.create_index(op.f("ix_concern_scheme_id_id"), "concern", ["scheme_id", "id"], unique=False)
    op.create_table(
        "concern_note",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("chained", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_concern_note_by_id")),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_note_concern_id")),
        sa.PrimaryKeyConstraint("concern_id", "number", name=op.f("pk_concern_note")),
    )
    for statement in STAYS[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "concern_reader",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_concern_reader_added_by")),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_reader_concern_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_concern_reader_person_id")),
        sa.PrimaryKeyConstraint("concern_id", "person_id", name=op.f("pk_concern_reader")),
    )
    op.create_index(op.f("ix_concern_reader_person_id"), "concern_reader", ["person_id"], unique=False)
    op.create_table(
        "concern_reading",
        sa.Column("concern_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["concern_id"], ["concern.id"], name=op.f("fk_concern_reading_concern_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_concern_reading_reader_id")),
        sa.PrimaryKeyConstraint("concern_id", "reader_id", "on", name=op.f("pk_concern_reading")),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("concern_reading")
    op.drop_index(op.f("ix_concern_reader_person_id"), table_name="concern_reader")
    op.drop_table("concern_reader")
    op.drop_table("concern_note")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS concern_note_stays()")
    op.drop_index(op.f("ix_concern_scheme_id_id"), table_name="concern")
    op.drop_index(op.f("ix_concern_raised_by"), table_name="concern")
    op.drop_index("ix_concern_open", table_name="concern")
    op.drop_table("concern")
