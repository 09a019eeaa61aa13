"""Alembic environment of the profile database; the engine comes from `podbor.core.database.migrate`."""

from alembic import context

from podbor.core.database import migrating
from podbor.memory.tables import VERSION_TABLE, Base

with migrating(context.config.attributes["engine"]) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=VERSION_TABLE,
        transactional_ddl=True,
    )
    context.run_migrations()
