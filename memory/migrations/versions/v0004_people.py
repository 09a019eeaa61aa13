"""Whom a fact is about."""

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("preference_events", sa.Column("person", sa.Text()))


def downgrade() -> None:
    op.drop_column("preference_events", "person")
