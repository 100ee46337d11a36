"""Puts every table of a scheme behind PostgreSQL's own row security; SQLite has none."""

from alembic import op

revision = "0031"
down_revision = "0030"

EVERYWHERE = "(SELECT current_setting('naast.everywhere', true) = 'on')"
MINE = "scheme_id = ANY ((SELECT string_to_array(current_setting('naast.schemes', true), ','))::uuid[])"
OF_A_SCHEME = (
    "about_me concern cover desk_place feedback flag match rating requirement scheme_revision scheme_text "
    "talk_card talk_request"
)
OF_ONE_OR_NONE = "entry goal"
OF_ANOTHER = {
    "agreement": "agreement_revision agreement_section signature",
    "concern": "concern_note concern_reader concern_reading",
    "entry": "answer entry_revision reading seen",
    "feedback": "feedback_answer feedback_reading",
    "goal": "goal_reading goal_revision progress step worked_on",
    "match": "agreement check_in cheer fit follow_up handover introduction keepsake look_back match_event "
    "match_question participation session sheet thanks",
    "rating": "rating_reading",
    "session": "attendance session_event",
}
HOLDS = {
    **dict.fromkeys(OF_A_SCHEME.split(), f"{EVERYWHERE} OR {MINE}"),
    **dict.fromkeys(OF_ONE_OR_NONE.split(), f"scheme_id IS NULL OR {EVERYWHERE} OR {MINE}"),
    **{
        table: f"{EVERYWHERE} OR EXISTS (SELECT FROM {parent} AS kept WHERE kept.id = {table}.{parent}_id)"  # noqa: S608
        for parent, tables in OF_ANOTHER.items()
        for table in tables.split()
    },
}


def upgrade() -> None:
    """Build it."""
    if op.get_bind().dialect.name == "postgresql":
        for table, holds in HOLDS.items():
            op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY wall ON {table} USING ({holds})")


def downgrade() -> None:
    """Take it away."""
    if op.get_bind().dialect.name == "postgresql":
        for table in HOLDS:
            op.execute(f"DROP POLICY wall ON {table}")
            op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
