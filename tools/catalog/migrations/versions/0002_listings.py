"""Listings: rows of feeds that are one product with an item already there."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "catalog_listings",
        sa.Column("service", sa.String(50), primary_key=True),
        sa.Column("listing_id", sa.String(200), primary_key=True),
        sa.Column("item_id", sa.String(200), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("ingredients", "allergens", "traces")),
    )
    op.create_index("ix_catalog_listings_item_id", "catalog_listings", ["item_id"])


def downgrade() -> None:
    op.drop_table("catalog_listings")
