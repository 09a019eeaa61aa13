"""Alembic environment of the profile database; the engine comes from `podbor.core.database.migrate`."""

from alembic import context

from podbor.core.database import run_migrations
from podbor.memory.tables import VERSION_TABLE, Base

run_migrations(context, version_table=VERSION_TABLE, target_metadata=Base.metadata)
