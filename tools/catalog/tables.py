"""SQL tables of the catalogue."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

ITEM_ID_LENGTH = 200
SERVICE_LENGTH = 50


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC; SQLite has no zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        if value is None:
            return None
        stored = value.astimezone(UTC)
        return stored.replace(tzinfo=None) if dialect.name == "sqlite" else stored

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read with the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of the catalogue's tables, with a metadata of its own."""

    metadata = MetaData()


ItemKey = Annotated[str, mapped_column(String(ITEM_ID_LENGTH), primary_key=True)]
Strings = Annotated[list[str], mapped_column(JSON)]


class ItemRow(Base):
    """One item; sets are kept as sorted JSON lists."""

    __tablename__ = "catalog_items"

    item_id: Mapped[ItemKey]
    title_ru: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    brand: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(64), index=True)
    category_path: Mapped[Strings]
    size: Mapped[float | None]
    unit: Mapped[str | None] = mapped_column(String(8))
    ingredients: Mapped[Strings]
    allergens: Mapped[Strings]
    traces: Mapped[Strings]
    diets: Mapped[Strings]
    nutrition: Mapped[dict[str, Any]] = mapped_column(JSON)
    tastes: Mapped[Strings]
    rating: Mapped[float | None]
    rating_count: Mapped[int]
    inferred: Mapped[Strings]
    sid: Mapped[str] = mapped_column(String(64))
    demo: Mapped[bool]
    digest: Mapped[str] = mapped_column(String(64))
    """Hash of all of the above but the semantic ID."""


class OfferRow(Base):
    """One service's terms for one item."""

    __tablename__ = "catalog_offers"
    __table_args__ = (Index("ix_catalog_offers_service", "service"),)

    item_id: Mapped[ItemKey]
    service: Mapped[str] = mapped_column(String(SERVICE_LENGTH), primary_key=True)
    price: Mapped[int]
    old_price: Mapped[int | None]
    stock: Mapped[int]
    eta_minutes: Mapped[int]
    delivery_fee: Mapped[int]
    minimum_order: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime())


class ListingRow(Base):
    """A service's row for an item that is kept under another id: the same product, told again."""

    __tablename__ = "catalog_listings"
    __table_args__ = (Index("ix_catalog_listings_item_id", "item_id"),)

    service: Mapped[str] = mapped_column(String(SERVICE_LENGTH), primary_key=True)
    listing_id: Mapped[ItemKey]
    item_id: Mapped[str] = mapped_column(String(ITEM_ID_LENGTH))
    title_ru: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    ingredients: Mapped[Strings]
    allergens: Mapped[Strings]
    traces: Mapped[Strings]
