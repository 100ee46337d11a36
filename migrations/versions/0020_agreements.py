"""Adds agreements: their editions, clauses, revisions and signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
DRAFT = sa.text("state = 'draft'")


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("begun_by", sa.Uuid(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sign_by", sa.Date(), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["begun_by"], ["person.id"], name=op.f("fk_agreement_begun_by")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_agreement_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_index("uq_agreement_match_edition", "agreement", ["match_id", "edition"], unique=True)
    op.create_index(
        "uq_agreement_draft",
        "agreement",
        ["match_id"],
        unique=True,
        sqlite_where=DRAFT,
        postgresql_where=DRAFT,
    )
    op.create_table(
        "agreement_section",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_section_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_section")),
    )
    op.create_index(op.f("ix_agreement_section_agreement_id"), "agreement_section", ["agreement_id"])
    op.create_table(
        "agreement_revision",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("phone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_revision_agreement_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_agreement_revision_by_id")),
        sa.PrimaryKeyConstraint("agreement_id", "rev", name=op.f("pk_agreement_revision")),
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("as_who", sa.String(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("passkey_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name=op.f("fk_signature_agreement_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index(op.f("ix_signature_agreement_id"), "signature", ["agreement_id"])
    op.create_index("uq_signature", "signature", ["agreement_id", "rev", "person_id"], unique=True)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("uq_signature", table_name="signature")
    op.drop_index(op.f("ix_signature_agreement_id"), table_name="signature")
    op.drop_table("signature")
    op.drop_table("agreement_revision")
    op.drop_index(op.f("ix_agreement_section_agreement_id"), table_name="agreement_section")
    op.drop_table("agreement_section")
    op.drop_index("uq_agreement_draft", table_name="agreement")
    op.drop_index("uq_agreement_match_edition", table_name="agreement")
    op.drop_table("agreement")
