"""Alembic environment of the catalogue; the engine comes from `podbor.core.database.migrate`."""

from alembic import context

from podbor.core.database import migrating
from podbor.tools.catalog.tables import Base

VERSION_TABLE = "catalog_alembic_version"

with migrating(context.config.attributes["engine"]) as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=VERSION_TABLE,
        include_name=lambda name, kind, _parents: kind != "table" or str(name).startswith("catalog_"),
        render_as_batch=True,
        transactional_ddl=True,
    )
    context.run_migrations()
