"""Loads a feed into the catalogue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from podbor.core.errors import InputError
from podbor.core.items import Item, Offer
from podbor.core.settings import ServiceSettings, Settings
from podbor.core.vocabulary import Service
from podbor.tools.catalog.facts import FactInference
from podbor.tools.catalog.feeds.convert import item_from, offer_from
from podbor.tools.catalog.feeds.mapping import FeedMapping, choose_mapping, load_mappings
from podbor.tools.catalog.feeds.models import FeedRow
from podbor.tools.catalog.feeds.readers import RawRow, read_feed
from podbor.tools.catalog.matching.resolve import Match, Resolver, sold_as
from podbor.tools.catalog.store import SqlCatalogStore

BATCH = 1000
Progress = Callable[[int], None]
"""Called with the number of rows read so far."""


@dataclass(kw_only=True)
class IngestReport:
    """What became of a feed: products loaded and matched, rows rejected with file, line, field and reason."""

    loaded: int = 0
    rejected: list[InputError] = field(default_factory=list)
    inferred: dict[str, int] = field(default_factory=dict)
    """How many products had a field inferred, by field."""
    matches: list[Match] = field(default_factory=list)
    """Products that are offers of items already there."""
    removed: int | None = None
    """How many offers of the service a full feed took out; None where nothing may be taken out."""
    offered: int = 0
    """How many offers the service had before a full feed."""

    @property
    def ok(self) -> bool:
        """Whether every row was taken."""
        return not self.rejected


def ingest(
    path: Path,
    *,
    service: Service,
    settings: Settings,
    store: SqlCatalogStore,
    progress: Progress | None = None,
    updated_at: datetime | None = None,
    facts: FactInference | None = None,
    full: bool = False,
) -> IngestReport:
    """Load a feed as the offers of `service`. Broken rows are reported and the rest is loaded.

    A row that is surely the same product as an item already there becomes an offer of that item.
    What the service offered before and the feed does not mention stays; of a `full` feed, which is all that the service has,
    it goes if every row can be taken, and with it the items that nobody offers any more. It goes first: a product that
    the service has numbered anew is an offer of the same item again. Raises InputError when the service is not configured
    or the file cannot be opened.
    """
    terms = settings.services.get(service)
    if terms is None:
        raise _file_error(path, "service", f"{service!r} is not configured; valid: {', '.join(settings.services)}")
    if not path.is_file():
        raise _file_error(path, "file", "there is no such file")
    facts, updated_at = facts or FactInference.load(), updated_at or datetime.now(UTC)
    loader = _Loader(path.name, service, terms, facts, updated_at)
    ids = _Loader(path.name, service, terms, facts, updated_at).ids(read_feed(path)) if full else frozenset()
    if ids:
        loader.report.offered = len(store.sold_by(service))
        loader.report.removed = store.remove_offers(service, keep=sold_as(store, service, ids))
        store.remove_items(store.unoffered())
    resolver = Resolver(store, service)
    batch: list[tuple[Item, Offer]] = []
    for rows, pair in enumerate(loader.pairs(read_feed(path)), start=1):
        if pair:
            batch.append(pair)
        if len(batch) >= BATCH:
            _write(store, resolver, batch, loader.report)
        if progress:
            progress(rows)
    _write(store, resolver, batch, loader.report)
    if ids:
        # Also those whose last offer became another product's.
        store.remove_items(store.unoffered())
    return loader.report


class _Loader:
    """Turns the rows of one file into items and offers, and keeps the report."""

    def __init__(
        self, file: str, service: Service, terms: ServiceSettings, facts: FactInference, updated_at: datetime
    ) -> None:
        self.report = IngestReport()
        self._file = file
        self._service = service
        self._terms = terms
        self._facts = facts
        self._updated_at = updated_at
        self._mappings = load_mappings()
        self._seen: dict[str, int] = {}

    def ids(self, rows: Iterator[RawRow | InputError]) -> frozenset[str]:
        """The products' ids; none where a row is rejected."""
        try:
            for row in rows:
                self._read(row)
        except InputError:
            return frozenset()
        return frozenset(self._seen)

    def pairs(self, rows: Iterator[RawRow | InputError]) -> Iterator[tuple[Item, Offer] | None]:
        """One result a row: None where it was rejected."""
        for row in rows:
            try:
                yield self._pair(*self._read(row))
            except InputError as error:
                self.report.rejected.append(error)
                yield None

    def _read(self, raw: RawRow | InputError) -> tuple[FeedRow, str]:
        """A row and the id of its product. Raises InputError when it is broken."""
        if isinstance(raw, InputError):
            raise raw
        mapping = choose_mapping(raw, self._mappings, file=self._file)
        row = self._validated(raw, mapping)
        unfilled = mapping.unfilled(raw.values)
        if unfilled:
            raise InputError(file=self._file, line=raw.line, field=unfilled, reason="missing")
        item_id = mapping.prefix(raw.values) + row.item_id
        if item_id in self._seen:
            reason = f"{item_id!r} is already on line {self._seen[item_id]}"
            raise InputError(
                file=self._file, line=raw.line, field=mapping.columns.get("item_id", "item_id"), reason=reason
            )
        self._seen[item_id] = raw.line
        return row, item_id

    def _pair(self, row: FeedRow, item_id: str) -> tuple[Item, Offer]:
        item = item_from(row, item_id=item_id, facts=self._facts)
        offer = offer_from(row, item_id=item_id, service=self._service, terms=self._terms, updated_at=self._updated_at)
        self.report.loaded += 1
        for name in item.inferred:
            self.report.inferred[name] = self.report.inferred.get(name, 0) + 1
        return item, offer

    def _validated(self, raw: RawRow, mapping: FeedMapping) -> FeedRow:
        try:
            return FeedRow.model_validate(mapping.row(raw.values))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            ours = str(first["loc"][0]) if first["loc"] else "title_ru"
            field = mapping.columns.get(ours, ours)
            shown = "" if first["type"] in ("missing", "value_error") else f"; got {str(first['input'])[:80]!r}"
            reason = first["msg"].removeprefix("Value error, ") + shown
            raise InputError(file=self._file, line=raw.line, field=field, reason=reason) from error


def _write(store: SqlCatalogStore, resolver: Resolver, batch: list[tuple[Item, Offer]], report: IngestReport) -> None:
    found = resolver.resolve(batch)
    store.upsert(found.items.values(), found.offers, listings=found.listings, unlisted=found.unlisted)
    batch.clear()
    report.matches += found.matches


def _file_error(path: Path, field: str, reason: str) -> InputError:
    return InputError(file=path.name, line=0, field=field, reason=reason)
