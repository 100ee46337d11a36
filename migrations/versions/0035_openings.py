"""Adds openings: in danger two of the staff open what somebody wrote for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

EVERYWHERE = "(SELECT current_setting('naast.everywhere', true) = 'on')"
MINE = "(SELECT string_to_array(current_setting('naast.schemes', true), ','))::uuid[]"
HOLDS = {
    "opening": f"{EVERYWHERE} OR scheme_id = ANY ({MINE})",
    "opening_look": f"{EVERYWHERE} OR EXISTS "
    "(SELECT FROM opening AS kept WHERE kept.id = opening_look.opening_id)",
}


def upgrade() -> None:
    """Add them, behind the wall."""
    op.create_table(
        "opening",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_again_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_opening_scheme_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_opening_person_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_opening_asked_by")),
        sa.ForeignKeyConstraint(["agreed_by"], ["person.id"], name=op.f("fk_opening_agreed_by")),
        sa.ForeignKeyConstraint(["stopped_by"], ["person.id"], name=op.f("fk_opening_stopped_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index(op.f("ix_opening_person_id"), "opening", ["person_id"])
    op.create_index(op.f("ix_opening_scheme_id_id"), "opening", ["scheme_id", "id"])
    op.create_table(
        "opening_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_opening_look_opening_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["person.id"], name=op.f("fk_opening_look_reader_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_look")),
    )
    op.create_index(op.f("ix_opening_look_opening_id"), "opening_look", ["opening_id"])
    if op.get_bind().dialect.name == "postgresql":
        for table, holds in HOLDS.items():
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY wall ON {table} USING ({holds})")


def downgrade() -> None:
    """Take them away."""
    op.drop_table("opening_look")
    op.drop_table("opening")
