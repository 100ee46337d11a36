"""Adds the fifth step: looking back, thank-you notes and keepsakes."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def _words(table: str, *columns: sa.Column, **keys: str) -> None:
    """A table of sealed words about a match."""
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid(), nullable=False) for name in keys),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f(f"fk_{table}_match_id")),
        *(
            sa.ForeignKeyConstraint([name], [f"{there}.id"], name=op.f(f"fk_{table}_{name}"))
            for name, there in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Add them."""
    _words("look_back", _moment("ready_at", True), _moment("changed_at"), person_id="person")
    op.create_index("uq_look_back_match_person", "look_back", ["match_id", "person_id"], unique=True)
    _words("thanks", _moment("opened_at", True), _moment("changed_at"), from_id="person", to_id="person")
    op.create_index("uq_thanks_match_from_to", "thanks", ["match_id", "from_id", "to_id"], unique=True)
    _words("keepsake", _moment("made_at"), owner_id="person")
    op.create_index("uq_keepsake_match_owner", "keepsake", ["match_id", "owner_id"], unique=True)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("uq_keepsake_match_owner", table_name="keepsake")
    op.drop_table("keepsake")
    op.drop_index("uq_thanks_match_from_to", table_name="thanks")
    op.drop_table("thanks")
    op.drop_index("uq_look_back_match_person", table_name="look_back")
    op.drop_table("look_back")
