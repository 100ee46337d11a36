"""Adds the steps of matches: questions about proposals, guardians, pauses and ends; reasons are sealed from here on."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
ON_MATCH = {
    "quiet_from": sa.String(),
    "quiet_until": sa.String(),
    "earlier_id": sa.Uuid(),
    "reminded_at": sa.DateTime(timezone=True),
    "stop_asked_at": sa.DateTime(timezone=True),
    "stop_asked_by": sa.Uuid(),
    "closed_from": sa.String(),
    "closed_why": sa.String(),
    "access_until": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    """Add them."""
    with op.batch_alter_table("match") as match:
        for name, kind in ON_MATCH.items():
            match.add_column(sa.Column(name, kind, nullable=True))
        match.add_column(sa.Column("brought", sa.Boolean(), nullable=False, server_default=sa.false()))
        match.create_foreign_key(op.f("fk_match_earlier_id"), "match", ["earlier_id"], ["id"])
        match.create_foreign_key(op.f("fk_match_stop_asked_by"), "person", ["stop_asked_by"], ["id"])
    with op.batch_alter_table("match") as match:
        match.alter_column("brought", server_default=None)
    # Who looked back until now looks back for two weeks more.
    op.execute(
        "UPDATE match SET access_until = closed_at, closed_from = 'closing' WHERE closed_at IS NOT NULL"
    )
    with op.batch_alter_table("participation") as part:
        part.add_column(sa.Column("stands_in", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("participation") as part:
        part.alter_column("stands_in", server_default=None)
    with op.batch_alter_table("match_event") as event:
        event.add_column(sa.Column("as_who", sa.String(), nullable=False, server_default="team"))
        event.add_column(sa.Column("sealed", sa.LargeBinary(), nullable=True))
        event.alter_column("by_id", existing_type=sa.Uuid(), nullable=True)
        event.drop_column("reason")
    with op.batch_alter_table("match_event") as event:
        event.alter_column("as_who", server_default=None)
    with op.batch_alter_table("scheme_invitation") as invitation:
        invitation.add_column(sa.Column("mentee_id", sa.Uuid(), nullable=True))
        invitation.create_foreign_key(op.f("fk_scheme_invitation_mentee_id"), "person", ["mentee_id"], ["id"])
    op.create_table(
        "match_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_match_question_answered_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_match_question_asked_by")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_match_question_match_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_question")),
    )
    op.create_index(op.f("ix_match_question_match_id"), "match_question", ["match_id"])
    op.create_table(
        "guardianship",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scheme_id", sa.Uuid(), nullable=False),
        sa.Column("guardian_id", sa.Uuid(), nullable=False),
        sa.Column("mentee_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["given_by"], ["person.id"], name=op.f("fk_guardianship_given_by")),
        sa.ForeignKeyConstraint(["guardian_id"], ["person.id"], name=op.f("fk_guardianship_guardian_id")),
        sa.ForeignKeyConstraint(["mentee_id"], ["person.id"], name=op.f("fk_guardianship_mentee_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_guardianship_scheme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardianship")),
    )
    op.create_index(op.f("ix_guardianship_guardian_id"), "guardianship", ["guardian_id"])
    op.create_index(op.f("ix_guardianship_mentee_id"), "guardianship", ["mentee_id"])


def downgrade() -> None:
    """Take them away; the reasons go with them, sealed as they are."""
    for name in ("mentee_id", "guardian_id"):
        op.drop_index(op.f(f"ix_guardianship_{name}"), table_name="guardianship")
    op.drop_table("guardianship")
    op.drop_index(op.f("ix_match_question_match_id"), table_name="match_question")
    op.drop_table("match_question")
    with op.batch_alter_table("scheme_invitation") as invitation:
        invitation.drop_constraint(op.f("fk_scheme_invitation_mentee_id"), type_="foreignkey")
        invitation.drop_column("mentee_id")
    op.execute(
        "UPDATE match_event SET by_id = (SELECT coordinator_id FROM match WHERE match.id = match_event.match_id) "
        "WHERE by_id IS NULL"
    )
    with op.batch_alter_table("match_event") as event:
        event.add_column(sa.Column("reason", sa.String(), nullable=True))
        event.alter_column("by_id", existing_type=sa.Uuid(), nullable=False)
        event.drop_column("sealed")
        event.drop_column("as_who")
    with op.batch_alter_table("participation") as part:
        part.drop_column("stands_in")
    with op.batch_alter_table("match") as match:
        match.drop_constraint(op.f("fk_match_stop_asked_by"), type_="foreignkey")
        match.drop_constraint(op.f("fk_match_earlier_id"), type_="foreignkey")
        for name in (*ON_MATCH, "brought"):
            match.drop_column(name)
