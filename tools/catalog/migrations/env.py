"""Alembic environment of the catalogue; the engine comes from `podbor.core.database.migrate`."""

from alembic import context

from podbor.core.database import run_migrations
from podbor.tools.catalog.tables import Base

run_migrations(
    context,
    version_table="catalog_alembic_version",
    target_metadata=Base.metadata,
    include_name=lambda name, kind, _parents: kind != "table" or str(name).startswith("catalog_"),
    render_as_batch=True,
)
