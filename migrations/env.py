"""How Alembic reaches the database: through the engine that `naast migrate` made, in one transaction."""

from alembic import context

from app.db import db
from app.features import ROOMS

assert ROOMS, "importing the rooms makes every table known"
engine = context.config.attributes["engine"]
on_sqlite = engine.dialect.name == "sqlite"

with engine.connect() as connection:
    if on_sqlite:  # a table is changed by copying it, which its children must survive; looked at below
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if on_sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"this would leave rows that point at nothing: {broken[:5]}")
