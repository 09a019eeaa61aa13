"""The privacy ledger and what was released."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "privacy_ledger",
        sa.Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("statistic", sa.Text(), nullable=False),
        sa.Column("epsilon", sa.Double(), nullable=False),
        sa.Column("delta", sa.Double(), nullable=False),
        sa.Column("rho", sa.Double(), nullable=False),
        sa.Column("threshold_delta", sa.Double(), nullable=False),
        sa.Column("keys_per_shopper", sa.Integer(), nullable=False),
        sa.Column("scale", sa.Double(), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("code_version", sa.Text(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True)),
        sa.Column("keys_released", sa.Integer()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "released_counts",
        sa.Column("release", SEQUENCE, sa.ForeignKey("privacy_ledger.seq"), primary_key=True),
        sa.Column("item_id", sa.Text(), primary_key=True),
        sa.Column("other_id", sa.Text(), primary_key=True),
        sa.Column("shoppers", sa.Double(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("released_counts")
    op.drop_table("privacy_ledger")
