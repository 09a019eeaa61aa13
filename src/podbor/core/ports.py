"""The interfaces between layers: what a layer needs and somebody else provides."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt
from pydantic import JsonValue

from podbor.core.items import Item, Offer
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.vocabulary import Person, Service

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors of `dimension` numbers."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def model_id(self) -> str:
        """Names model and version: part of the cache key."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32."""
        ...


@dataclass(frozen=True, kw_only=True)
class IndexPoint:
    """What the index keeps of an item: its dense vector, the text for BM25 and what filters need.

    `price` maps a service to the offer's price in kopecks at build time, in-stock offers only. The live price is in
    SQL: the index filters with slack and the recommender checks the live one.
    """

    item_id: str
    vector: Vectors
    text: str
    kind: str
    kinds: tuple[str, ...] = ()
    """`kind` and its ancestors."""
    brand: str = ""
    allergens: tuple[str, ...] = ()
    """Contained and possible traces."""
    diets: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    tastes: tuple[str, ...] = ()
    sid: str = ""
    price: tuple[tuple[Service, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class IndexFilter:
    """Conjunction of conditions; an empty field is no condition. Brands and ingredients are casefolded."""

    any_kinds: tuple[str, ...] = ()
    exclude_kinds: tuple[str, ...] = ()
    exclude_allergens: tuple[str, ...] = ()
    require_diets: tuple[str, ...] = ()
    exclude_diets: tuple[str, ...] = ()
    exclude_ingredients: tuple[str, ...] = ()
    require_ingredients: tuple[str, ...] = ()
    any_brands: tuple[str, ...] = ()
    exclude_brands: tuple[str, ...] = ()
    require_tastes: tuple[str, ...] = ()
    exclude_tastes: tuple[str, ...] = ()
    any_services: tuple[Service, ...] = ()
    price_min: int | None = None
    price_max: int | None = None
    sid_prefixes: tuple[str, ...] = ()
    any_items: tuple[str, ...] = ()
    exclude_items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A found item: fused score, and cosine and BM25 where that branch found it."""

    item_id: str
    score: float
    dense: float | None = None
    sparse: float | None = None


class Index(Protocol):
    """A published generation of the item index, open for reading."""

    @property
    def generation(self) -> str:
        """Identifies what was published."""
        ...

    def count(self) -> int:
        """Number of items."""
        ...

    def search(self, *, vector: Vectors | None, text: str, where: IndexFilter, limit: int) -> list[Hit]:
        """Hybrid search: the dense and the sparse branch under one filter, fused by reciprocal rank."""
        ...

    def close(self) -> None:
        """Release files and connections."""
        ...


class IndexStore(Protocol):
    """Where generations of the index are built and opened."""

    def build(self, points: Iterable[IndexPoint], *, dimension: int, generation: str) -> int:
        """Write a new generation and publish it atomically; returns how many points were written."""
        ...

    def open(self) -> Index:
        """Open the published generation. Raises SetupError when there is none or it cannot be read."""
        ...


class CatalogStore(Protocol):
    """Items and live offers."""

    def items(self, item_ids: Sequence[str]) -> dict[str, Item]:
        """Return the known ones of `item_ids`."""
        ...

    def offers(self, item_ids: Sequence[str]) -> dict[str, tuple[Offer, ...]]:
        """Return live offers an item, cheapest first; an item without offers is missing."""
        ...

    def iter_items(self) -> Iterator[Item]:
        """All items, in a stable order, streamed."""
        ...

    def count(self) -> int:
        """Number of items."""
        ...


class ProfileStore(Protocol):
    """The append-only preference log."""

    def append(self, events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
        """Write all of `events` or none; those already in the log are skipped. Returns those that were new."""
        ...

    def events(self, user_id: str) -> tuple[PreferenceEvent, ...]:
        """The whole log of a shopper, oldest first."""
        ...

    def profile(self, user_id: str, *, thread_id: str, now: datetime, people: Collection[Person] = ()) -> Profile:
        """The fold of the log as conversation `thread_id` sees it, for the shopper and `people`."""
        ...


class PersonalDataStore(Protocol):
    """A place that holds something about shoppers: what export, erasure and scan go over."""

    @property
    def name(self) -> str:
        """What the scan calls it."""
        ...

    async def export(self, user_id: str) -> JsonValue:
        """Everything held about a shopper, as JSON: {} or [] when there is nothing."""
        ...

    async def erase(self, user_id: str) -> int:
        """Really delete it. Returns how many records went."""
        ...

    async def scan(self, user_id: str) -> int:
        """Search the place, deleted remains included. Returns the number of hits."""
        ...
