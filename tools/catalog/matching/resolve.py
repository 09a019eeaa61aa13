"""Resolves the rows of a service's feed to the products already in the catalogue."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from podbor.core.items import Item, Offer
from podbor.core.vocabulary import Service
from podbor.tools.catalog.listings import Listing, combined, listing_of
from podbor.tools.catalog.matching.blocking import Blocks
from podbor.tools.catalog.matching.compare import Verdict
from podbor.tools.catalog.matching.fingerprint import Reader
from podbor.tools.catalog.matching.titles import Titles, judge, read_titles
from podbor.tools.catalog.store import SqlCatalogStore

MOST_PRICE_RATIO = 3.0
"""One product's prices at two services are not further apart: a tenfold price is a box of ten."""
SURE = 0.9
"""Below it, a row that fits several items about as well is none of them."""
FOREIGN_ID_SCORE = 0.2
"""Below it, two titles under one id are two shops that number their goods alike."""


@dataclass(frozen=True, kw_only=True)
class Match:
    """A row that is one product with an item: both titles and the verdict."""

    listing_id: str
    title: str
    item_id: str
    item_title: str
    verdict: Verdict


@dataclass(kw_only=True)
class Resolved:
    """What to write for a batch of rows."""

    items: dict[str, Item] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    unlisted: list[Listing] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)


def sold_as(store: SqlCatalogStore, service: Service, listing_ids: Iterable[str]) -> frozenset[str]:
    """Ids of the items that a service's rows are or were matched with, given the rows' ids."""
    ids = [key for listing_id in listing_ids for key in (listing_id, _foreign_id(service, listing_id))]
    matched = {listing.item_id for listing in store.listings(service, ids).values()}
    return frozenset(matched | (set(ids) - _through(store.listings_of(ids), service)))


class Resolver:
    """Decides for each row of one service's feed: an item of its own, or an offer more of an item that is there.

    What is surely the same product is one item. An item takes one offer a service, made-up (demo) items take none, and
    an item that stands on its own already stays. A row that was matched before is matched again as long as its title
    still says so.
    """

    def __init__(self, store: SqlCatalogStore, service: Service, *, reader: Reader | None = None) -> None:
        self._store = store
        self._service = service
        self._reader = reader or Reader()
        self._taken = set(store.sold_by(service))
        self._titles: dict[str, Titles] = {}
        self._blocks: Blocks | None = None

    def resolve(self, pairs: Sequence[tuple[Item, Offer]]) -> Resolved:
        """Decide for a batch of rows; nothing is written."""
        found = Resolved()
        own: list[tuple[Item, Offer]] = []
        new: list[tuple[Item, Offer]] = []
        ids = [key for item, _ in pairs for key in (item.item_id, _foreign_id(self._service, item.item_id))]
        known = self._store.items(ids)
        listed = self._store.listings(self._service, ids)
        through = _through(self._store.listings_of(list(known)), self._service)
        kept = self._store.items([listing.item_id for listing in listed.values()])
        for item, offer in pairs:
            item_id = self._own_id(item, known, through)
            listing = listed.get(item_id) or listed.get(item.item_id)
            item, offer = replace(item, item_id=item_id), replace(offer, item_id=item_id)
            if listing is None:
                (own if item_id in known else new).append((item, offer))
            elif (verdict := self._still(item, kept.get(listing.item_id))) is not None:
                self._list(found, item, offer, kept[listing.item_id], verdict)
            else:
                found.unlisted.append(listing)
                self._taken.discard(listing.item_id)
                own.append((item, offer))
        own += self._match(found, new)
        self._write_own(found, own, known)
        return found

    def _own_id(self, item: Item, known: dict[str, Item], through: set[str]) -> str:
        """Id of a row's own item: the feed's, unless another service's other product has it already."""
        foreign = _foreign_id(self._service, item.item_id)
        if foreign in known:
            return foreign
        there = known.get(item.item_id)
        own = item.item_id in self._taken and item.item_id not in through
        if there is None or own or there.demo or not self._store.offers([item.item_id]):
            return item.item_id
        verdict = judge(read_titles(item, self._reader), read_titles(there, self._reader))
        return item.item_id if verdict is not None and verdict.score >= FOREIGN_ID_SCORE else foreign

    def _match(self, found: Resolved, rows: list[tuple[Item, Offer]]) -> list[tuple[Item, Offer]]:
        """Match rows that are new to the catalogue, the surest first; returns those without a match."""
        if not rows:
            return []
        options: list[tuple[float, int, str, Verdict]] = []
        for place, (item, _) in enumerate(rows):
            options += [(verdict.score, place, key, verdict) for key, verdict in self._candidates(item)]
        options.sort(key=lambda option: (-option[0], option[1], option[2]))
        targets = self._store.items(list({key for _, _, key, _ in options}))
        offers = self._store.offers(list(targets))
        done: set[int] = set()
        for _, place, key, verdict in options:
            item, offer = rows[place]
            if place in done or key in self._taken or not _price_fits(offer, offers.get(key, ())):
                continue
            done.add(place)
            self._list(found, item, offer, targets[key], verdict)
        return [row for place, row in enumerate(rows) if place not in done]

    def _candidates(self, item: Item) -> list[tuple[str, Verdict]]:
        """Items that a row may be."""
        blocks = self._index()
        titles = read_titles(item, self._reader)
        keys = {key for title in titles.all for key in blocks.candidates(title)}
        judged = ((key, judge(titles, self._titles[key])) for key in sorted(keys - self._taken))
        fitting = [(key, verdict) for key, verdict in judged if verdict is not None and verdict.same]
        if len(fitting) > 1 and max(verdict.score for _, verdict in fitting) < SURE:
            return []
        return fitting

    def _index(self) -> Blocks:
        """Blocks of the items that may take an offer of this service, read on the first need."""
        if self._blocks is None:
            self._blocks = Blocks()
            for item in self._store.iter_items():
                if item.demo or item.item_id in self._taken:
                    continue
                self._titles[item.item_id] = titles = read_titles(item, self._reader)
                for title in titles.all:
                    self._blocks.add(item.item_id, title)
        return self._blocks

    def _still(self, item: Item, kept: Item | None) -> Verdict | None:
        """The verdict on a row that was matched before; None where it is another product now."""
        if kept is None:
            return None
        verdict = judge(read_titles(item, self._reader), read_titles(kept, self._reader))
        return verdict if verdict is not None and verdict.same else None

    def _list(self, found: Resolved, item: Item, offer: Offer, target: Item, verdict: Verdict) -> None:
        """Make a row an offer of `target`, and let it add what it knows."""
        listing = listing_of(item, service=self._service, item_id=target.item_id)
        found.listings.append(listing)
        found.items[target.item_id] = combined(found.items.get(target.item_id, target), [listing])
        found.offers.append(replace(offer, item_id=target.item_id))
        found.matches.append(
            Match(
                listing_id=item.item_id,
                title=item.title.text("ru"),
                item_id=target.item_id,
                item_title=target.title.text("ru"),
                verdict=verdict,
            )
        )
        self._taken.add(target.item_id)

    def _write_own(self, found: Resolved, rows: Sequence[tuple[Item, Offer]], known: Mapping[str, Item]) -> None:
        ids = [item.item_id for item, _ in rows]
        listings, offers = self._store.listings_of(ids), self._store.offers(ids)
        for item, offer in rows:
            told = list(listings.get(item.item_id, ()))
            sellers = {one.service for one in offers.get(item.item_id, ())} - {self._service}
            unlisted = sellers - {listing.service for listing in told}
            if unlisted and item.item_id in known:
                # A service that sells it under the same id has no listing: what it told is the item as it is.
                told.append(listing_of(known[item.item_id], service=min(unlisted), item_id=item.item_id))
            found.items[item.item_id] = combined(item, told)
            found.offers.append(offer)
            self._taken.add(item.item_id)


def _price_fits(offer: Offer, others: Sequence[Offer]) -> bool:
    return all(max(offer.price, other.price) <= MOST_PRICE_RATIO * min(offer.price, other.price) for other in others)


def _foreign_id(service: Service, item_id: str) -> str:
    """Id of a service's item whose own id another service's product has."""
    return f"{service}:{item_id}"


def _through(told: Mapping[str, Sequence[Listing]], service: Service) -> set[str]:
    """Those of the items that a service sells by a listing, under another id."""
    return {item_id for item_id, listings in told.items() if any(one.service == service for one in listings)}
