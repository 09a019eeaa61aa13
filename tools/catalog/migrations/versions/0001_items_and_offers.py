"""Items and offers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    texts = ("title_ru", "title_en", "brand")
    lists = ("category_path", "ingredients", "allergens", "traces", "diets", "nutrition", "tastes", "inferred")
    op.create_table(
        "catalog_items",
        sa.Column("item_id", sa.String(200), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("size", sa.Float()),
        sa.Column("unit", sa.String(8)),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in lists),
        sa.Column("rating", sa.Float()),
        sa.Column("rating_count", sa.Integer(), nullable=False),
        sa.Column("sid", sa.String(64), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_index("ix_catalog_items_kind", "catalog_items", ["kind"])
    op.create_table(
        "catalog_offers",
        sa.Column("item_id", sa.String(200), primary_key=True),
        sa.Column("service", sa.String(50), primary_key=True),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("old_price", sa.Integer()),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("eta_minutes", sa.Integer(), nullable=False),
        sa.Column("delivery_fee", sa.Integer(), nullable=False),
        sa.Column("minimum_order", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_catalog_offers_service", "catalog_offers", ["service"])


def downgrade() -> None:
    op.drop_table("catalog_offers")
    op.drop_table("catalog_items")
