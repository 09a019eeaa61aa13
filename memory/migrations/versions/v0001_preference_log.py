"""The append-only preference log."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "preference_events",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.Text(), nullable=False),
        sa.Column("turn_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("utterance", sa.Text(), nullable=False),
        sa.Column("facet", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("stance", sa.Text()),
        sa.Column("attribute", sa.Text()),
        sa.Column("direction", sa.Text()),
        sa.Column("bound", sa.Double()),
        sa.Column("unit", sa.Text()),
        sa.Column("item_id", sa.Text()),
        sa.Column("verdict", sa.Text()),
        sa.Column("retracts", sa.JSON(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_preference_events_event_id", "preference_events", ["event_id"], unique=True)
    op.create_index("ix_preference_events_user", "preference_events", ["user_id", "seq"])


def downgrade() -> None:
    op.drop_table("preference_events")
