"""Adds the audit log, which only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

SAID = "the audit log only grows"
FUNCTION = (
    "CREATE FUNCTION audit_line_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
)
ON_POSTGRESQL = (
    "CREATE TRIGGER audit_line_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line "
    "EXECUTE FUNCTION audit_line_only_grows()"
)


def upgrade() -> None:
    """Add it."""
    op.create_table(
        "audit_line",
        sa.Column("strand", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=True),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("ring_key", sa.String(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("strand", "number", name=op.f("pk_audit_line")),
    )
    op.create_index(op.f("ix_audit_line_about_id_at"), "audit_line", ["about_id", "at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        op.execute(ON_POSTGRESQL)
    else:
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_line_{what.lower()} BEFORE {what} ON audit_line "
                f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("audit_line")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_line_only_grows()")
