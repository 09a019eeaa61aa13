"""Items and live offers in SQL: SQLite or PostgreSQL."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, Table, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from podbor.core.database import migrate
from podbor.core.errors import SetupError
from podbor.core.items import Item, Offer
from podbor.core.vocabulary import Service
from podbor.tools.catalog.listings import Listing
from podbor.tools.catalog.rows import item_of, item_values, listing_of_row, listing_values, offer_of, offer_values
from podbor.tools.catalog.tables import ItemRow, ListingRow, OfferRow

MIGRATIONS = Path(__file__).parent / "migrations"
BATCH = 500
"""Rows of one statement: SQLite takes at most 32,766 parameters."""
ITEMS = cast("Table", ItemRow.__table__)
OFFERS = cast("Table", OfferRow.__table__)
LISTINGS = cast("Table", ListingRow.__table__)
T = TypeVar("T")


class SqlCatalogStore:
    """The catalogue; implements `podbor.core.ports.CatalogStore`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, engine: Engine) -> "SqlCatalogStore":
        """Bring the tables up to date and open. Raises SetupError when the file is not a database."""
        migrate(engine, MIGRATIONS)
        return cls(engine)

    def upsert(
        self,
        items: Iterable[Item],
        offers: Iterable[Offer],
        *,
        listings: Iterable[Listing] = (),
        unlisted: Iterable[Listing] = (),
    ) -> None:
        """Write items, offers and listings, replacing those with the same key; a semantic ID already set is kept.

        `unlisted` are listings that are their item no more: they go first, with their offer. All of it or none. What is
        not mentioned stays as it was.
        """
        with self._engine.begin() as connection:
            for listing in unlisted:
                key = {"service": listing.service, "item_id": listing.item_id}
                connection.execute(delete(LISTINGS).filter_by(service=listing.service, listing_id=listing.listing_id))
                connection.execute(delete(OFFERS).filter_by(**key))
            for listing_batch in _batches(listings):
                rows = [listing_values(listing) for listing in listing_batch]
                connection.execute(self._upsert(LISTINGS, ("service", "listing_id")), rows)
            for batch in _batches(items):
                rows = [item_values(item) for item in batch]
                connection.execute(self._upsert(ITEMS, ("item_id",), keep=("sid",)), rows)
            for offer_batch in _batches(offers):
                rows = [offer_values(offer) for offer in offer_batch]
                connection.execute(self._upsert(OFFERS, ("item_id", "service")), rows)

    def set_sids(self, sids: Mapping[str, str]) -> None:
        """Write semantic IDs, item id to SID."""
        statement = update(ITEMS).where(ITEMS.c.item_id == bindparam("key")).values(sid=bindparam("code"))
        with self._engine.begin() as connection:
            for batch in _batches(sids.items()):
                connection.execute(statement, [{"key": item_id, "code": sid} for item_id, sid in batch])

    def remove_offers(self, service: Service, *, keep: frozenset[str] = frozenset()) -> int:
        """Remove a service's offers and listings but those of the items in `keep`; returns how many offers."""
        gone: list[str] = []
        with self._engine.begin() as connection:
            for table in (LISTINGS, OFFERS):
                known = connection.scalars(select(table.c.item_id).where(table.c.service == service).distinct()).all()
                gone = [item_id for item_id in known if item_id not in keep]
                for batch in _batches(gone):
                    connection.execute(delete(table).where(table.c.service == service, table.c.item_id.in_(batch)))
        return len(gone)

    def remove_items(self, item_ids: Sequence[str]) -> None:
        """Remove items, their offers and listings."""
        with self._engine.begin() as connection:
            for batch in _batches(item_ids):
                for table in (OFFERS, LISTINGS, ITEMS):
                    connection.execute(delete(table).where(table.c.item_id.in_(batch)))

    def unoffered(self) -> Sequence[str]:
        """Ids of the items that no service offers."""
        offered = exists().where(OFFERS.c.item_id == ITEMS.c.item_id)
        with self._session() as session:
            return session.scalars(select(ITEMS.c.item_id).where(~offered)).all()

    def items(self, item_ids: Sequence[str]) -> dict[str, Item]:
        """Return the known ones of `item_ids`, in their order."""
        found: dict[str, Item] = {}
        with self._session() as session:
            for batch in _batches(item_ids):
                for row in session.execute(select(ITEMS).where(ITEMS.c.item_id.in_(batch))):
                    found[row.item_id] = item_of(row)
        return {item_id: found[item_id] for item_id in item_ids if item_id in found}

    def offers(self, item_ids: Sequence[str]) -> dict[str, tuple[Offer, ...]]:
        """Return live offers an item, cheapest first; an item without offers is missing."""
        found: defaultdict[str, list[Offer]] = defaultdict(list)
        with self._session() as session:
            for batch in _batches(item_ids):
                query = select(OFFERS).where(OFFERS.c.item_id.in_(batch)).order_by(OFFERS.c.price, OFFERS.c.service)
                for row in session.execute(query):
                    found[row.item_id].append(offer_of(row))
        return {item_id: tuple(found[item_id]) for item_id in item_ids if item_id in found}

    def listings(self, service: Service, listing_ids: Sequence[str]) -> dict[str, Listing]:
        """A service's listings that are kept under another item's id, by their own id."""
        found: dict[str, Listing] = {}
        with self._session() as session:
            for batch in _batches(listing_ids):
                query = select(LISTINGS).where(LISTINGS.c.service == service, LISTINGS.c.listing_id.in_(batch))
                found |= {row.listing_id: listing_of_row(row) for row in session.execute(query)}
        return found

    def listings_of(self, item_ids: Sequence[str]) -> dict[str, tuple[Listing, ...]]:
        """Listings an item; an item that no other row tells of is missing."""
        found: defaultdict[str, list[Listing]] = defaultdict(list)
        with self._session() as session:
            for batch in _batches(item_ids):
                query = select(LISTINGS).where(LISTINGS.c.item_id.in_(batch))
                for row in session.execute(query.order_by(LISTINGS.c.service, LISTINGS.c.listing_id)):
                    found[row.item_id].append(listing_of_row(row))
        return {item_id: tuple(listings) for item_id, listings in found.items()}

    def sold_by(self, service: Service) -> frozenset[str]:
        """Ids of the items that a service offers."""
        with self._session() as session:
            return frozenset(session.scalars(select(OfferRow.item_id).where(OfferRow.service == service)))

    def iter_items(self) -> Iterator[Item]:
        """All items by item id, streamed in pages, so that no lock is held between them."""
        last = ""
        while True:
            with self._session() as session:
                query = select(ITEMS).where(ITEMS.c.item_id > last).order_by(ITEMS.c.item_id).limit(BATCH)
                page = [item_of(row) for row in session.execute(query)]
            if not page:
                return
            yield from page
            last = page[-1].item_id

    def iter_offers(self) -> Iterator[Offer]:
        """All offers by item id and service, streamed in pages of items."""
        last = ""
        while True:
            with self._session() as session:
                page = session.scalars(
                    select(OfferRow.item_id)
                    .distinct()
                    .where(OfferRow.item_id > last)
                    .order_by(OfferRow.item_id)
                    .limit(BATCH)
                ).all()
            if not page:
                return
            for offers in self.offers(page).values():
                yield from sorted(offers, key=lambda offer: offer.service)
            last = page[-1]

    def count(self) -> int:
        """Number of items."""
        with self._session() as session:
            return session.scalar(select(func.count()).select_from(ItemRow)) or 0

    def fingerprint(self) -> str:
        """A hash that changes when any item changes (semantic IDs and offers aside): tells a stale index."""
        digest = hashlib.sha256()
        with self._session() as session:
            query = select(ItemRow.digest).order_by(ItemRow.item_id)
            for value in session.scalars(query.execution_options(yield_per=BATCH)):
                digest.update(value.encode())
        return digest.hexdigest()[:16]

    def _upsert(self, table: Table, key: tuple[str, ...], *, keep: tuple[str, ...] = ()) -> Any:
        insert = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        statement = insert(table)
        changed = {
            column.name: statement.excluded[column.name]
            for column in table.columns
            if column.name not in key and column.name not in keep
        }
        return statement.on_conflict_do_update(index_elements=list(key), set_=changed)

    def _session(self) -> "_ReadSession":
        return _ReadSession(self._engine)


class _ReadSession(Session):
    """A session that reads, and says how to mend a database that cannot be read."""

    def __exit__(self, kind: Any, value: Any, traceback: Any) -> None:
        super().__exit__(kind, value, traceback)
        if isinstance(value, DBAPIError):
            raise SetupError(f"the catalogue cannot be read: {value.orig}", mend="podbor doctor --fix") from value


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    stream = iter(values)
    while batch := list(islice(stream, BATCH)):
        yield batch
