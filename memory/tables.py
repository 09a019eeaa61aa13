"""The profile database: the append-only preference log, the consents, and the privacy ledger with what was released."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Double, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from podbor.core.errors import PodborError

EVENTS = "preference_events"
CONSENTS = "consents"
PRIVACY_LEDGER = "privacy_ledger"
RELEASED_COUNTS = "released_counts"
VERSION_TABLE = "profile_alembic_version"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC: SQLite has no zone of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC. Raises PodborError on a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise PodborError(f"a time without a zone: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Sequence = Annotated[
    int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
]
Word = Annotated[str, mapped_column(Text)]
OptionalWord = Annotated[str | None, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Amount = Annotated[float, mapped_column(Double)]
OptionalMoment = Annotated[datetime | None, mapped_column(UtcDateTime)]
Identifiers = Annotated[list[Any], mapped_column(JSON)]


class Base(DeclarativeBase):
    """Base of the profile tables."""


class EventRow(Base):
    """One event. `seq` is the order of the log: the clock of the machine that wrote it does not count."""

    __tablename__ = EVENTS
    __table_args__ = (
        Index("ix_preference_events_event_id", "event_id", unique=True),
        Index("ix_preference_events_user", "user_id", "seq"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[Sequence]
    event_id: Mapped[Word]
    user_id: Mapped[Word]
    thread_id: Mapped[Word]
    turn_id: Mapped[Word]
    at: Mapped[Moment]
    type: Mapped[Word]
    scope: Mapped[Word]
    utterance: Mapped[Word]
    facet: Mapped[OptionalWord]
    value: Mapped[OptionalWord]
    stance: Mapped[OptionalWord]
    attribute: Mapped[OptionalWord]
    direction: Mapped[OptionalWord]
    bound: Mapped[float | None] = mapped_column(Double)
    unit: Mapped[OptionalWord]
    item_id: Mapped[OptionalWord]
    verdict: Mapped[OptionalWord]
    retracts: Mapped[Identifiers]
    person: Mapped[OptionalWord]
    """Whom the fact is about; NULL is the shopper."""


class ConsentRow(Base):
    """One consent of a shopper, to one version of one text."""

    __tablename__ = CONSENTS
    __table_args__ = (Index("ix_consents_user", "user_id", "kind"), {"sqlite_autoincrement": True})

    seq: Mapped[Sequence]
    user_id: Mapped[Word]
    kind: Mapped[Word]
    text_version: Mapped[Word]
    given_at: Mapped[Moment]
    withdrawn_at: Mapped[OptionalMoment]


class LedgerRow(Base):
    """One release of a shared statistic, written before any noise is drawn: what is not here was not spent.

    `released_at` and `keys_released` stay empty where the release failed afterwards; its cost stays.
    """

    __tablename__ = PRIVACY_LEDGER
    __table_args__ = ({"sqlite_autoincrement": True},)

    seq: Mapped[Sequence]
    at: Mapped[Moment]
    statistic: Mapped[Word]
    epsilon: Mapped[Amount]
    delta: Mapped[Amount]
    rho: Mapped[Amount]
    threshold_delta: Mapped[Amount]
    keys_per_shopper: Mapped[int] = mapped_column(Integer)
    scale: Mapped[Amount]
    threshold: Mapped[Amount]
    code_version: Mapped[Word]
    released_at: Mapped[OptionalMoment]
    keys_released: Mapped[int | None] = mapped_column(Integer)


class ReleasedRow(Base):
    """One released count: shoppers, noisy, of an item or of a pair. Names no shopper. `other_id` is "" for an item."""

    __tablename__ = RELEASED_COUNTS

    release: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), ForeignKey(f"{PRIVACY_LEDGER}.seq"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(Text, primary_key=True)
    other_id: Mapped[str] = mapped_column(Text, primary_key=True)
    shoppers: Mapped[Amount]
