"""From the catalogue to a published index: passages, vectors, semantic IDs, points."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from filelock import FileLock

from podbor.core.errors import SetupError
from podbor.core.items import Item, Offer
from podbor.core.ports import Embedder, Index, IndexPoint, IndexStore, Vectors
from podbor.tools.index.batches import in_batches
from podbor.tools.index.generations import MEND
from podbor.tools.index.passage import passage, search_text
from podbor.tools.index.snapshot import PreparedCatalog, generation_name
from podbor.tools.sid import Captioner, SemanticIdSpace, load_space, save_captions, save_space
from podbor.tools.sid.captions import KindNames, Translate
from podbor.tools.sid.neighbourhood import CoPurchase, neighbour_vectors
from podbor.tools.sid.space import mixed

BATCH = 256
FIT_SAMPLE = 50_000
"""Vectors that the codebooks are learnt from, at most: 77 MB."""
FIT_SEED = 7
LOCK = "prepare.lock"

EMBEDDING = "embeddings"
CODING = "semantic IDs"
INDEXING = "index"


class Progress(Protocol):
    """Called with what is done, how far and how much there is."""

    def __call__(self, what: str, done: int, total: int, /) -> None:
        """Report."""
        ...


class IngredientKeys(Protocol):
    """What preparation needs of the ingredient vocabulary."""

    def item_keys(self, item: Item) -> frozenset[str]:
        """Keys that an ingredient excluded or required is matched with."""
        ...


@dataclass(frozen=True, kw_only=True)
class PrepareReport:
    """What preparation did. `skipped`: the published generation was current, and nothing else was touched."""

    generation: str
    items: int
    skipped: bool = False
    written: int = 0
    """Points of the index that were new or changed."""
    new_sids: int = 0
    collisions: int = 0
    """SIDs with a suffix: items whose neighbourhood of codes was full."""
    space_version: str = ""
    refitted: bool = False
    """The codebooks are new, so every SID is."""


def no_progress(what: str, done: int, total: int, /) -> None:
    """Report nothing."""


def open_current(
    *, catalog: PreparedCatalog, store: IndexStore, embedder: Embedder, sid_space_path: Path
) -> Index | None:
    """Open the published generation if it can be read and is of this catalogue, embedder and space of semantic IDs."""
    index = _published(store)
    if index is None:
        return None
    with ExitStack() as stack:
        stack.callback(index.close)
        space = _known_space(sid_space_path, embedder)
        if space is None or index.generation != generation_name(catalog, embedder.model_id, space.version):
            return None
        stack.pop_all()
    return index


def prepare(
    *,
    catalog: PreparedCatalog,
    embedder: Embedder,
    store: IndexStore,
    sid_space_path: Path,
    kinds: KindNames,
    ingredients: IngredientKeys,
    co_purchase: CoPurchase | None = None,
    translate: Translate | None = None,
    progress: Progress = no_progress,
) -> PrepareReport:
    """Bring index and semantic IDs up to date with the catalogue; does nothing when they are.

    Items stream three times in batches of 256 (learn codebooks, code, index), so memory does not grow with the
    catalogue but for the table of SIDs. `embedder` should be a cached one. `sid_space_path` is a folder. A damaged
    index, space or caption file is built anew. One process prepares at a time; a second one waits and then skips.
    `co_purchase` moves new semantic IDs towards what an item is bought with; those given before stay.
    `translate` words the captions of items whose titles are in one language.
    """
    sid_space_path.mkdir(parents=True, exist_ok=True)
    with FileLock(sid_space_path / LOCK):
        work = _Preparation(catalog, embedder, kinds, ingredients, progress, co_purchase or {}, translate)
        current = open_current(catalog=catalog, store=store, embedder=embedder, sid_space_path=sid_space_path)
        known = _known_space(sid_space_path, embedder)
        if current is not None and known is not None:
            current.close()
            return PrepareReport(
                generation=current.generation, items=work.total, skipped=True, space_version=known.version
            )
        space = known if known is not None else work.fit()
        generation = generation_name(catalog, embedder.model_id, space.version)
        before = len(space.assigned)
        captioner = work.code(space)
        save_space(space, sid_space_path)
        save_captions(captioner.captions(), sid_space_path)
        written = store.build(work.points(space), dimension=embedder.dimension, generation=generation)
    return PrepareReport(
        generation=generation,
        items=work.total,
        written=written,
        new_sids=len(space.assigned) - before,
        collisions=sum(sid.count("-") >= space.levels for sid in space.assigned.values()),
        space_version=space.version,
        refitted=known is None,
    )


class _Preparation:
    """The passes over the catalogue."""

    def __init__(
        self,
        catalog: PreparedCatalog,
        embedder: Embedder,
        kinds: KindNames,
        ingredients: IngredientKeys,
        progress: Progress,
        co_purchase: CoPurchase,
        translate: Translate | None,
    ) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._kinds = kinds
        self._ingredients = ingredients
        self._progress = progress
        self._co_purchase = co_purchase
        self._translate = translate
        self.total = catalog.count()

    def fit(self) -> SemanticIdSpace:
        """Learn the codebooks from all items, or from an even sample of a large catalogue."""
        step = max(1, -(-self.total // FIT_SAMPLE))
        sample = (
            mixed(vectors, self._neighbours(items))[offset % step :: step]
            for offset, items, vectors in self._embedded(EMBEDDING)
        )
        rows = [chunk for chunk in sample if len(chunk)]
        vectors = np.concatenate(rows) if rows else np.zeros((1, self._embedder.dimension), dtype=np.float32)
        return SemanticIdSpace.fit(vectors, model_id=self._embedder.model_id, seed=FIT_SEED)

    def code(self, space: SemanticIdSpace) -> Captioner:
        """Give every item its SID, write those that changed into the catalogue, count words for the captions."""
        captioner = Captioner(self._kinds, self._translate)
        for _, items, vectors in self._embedded(CODING):
            sids = space.encode([item.item_id for item in items], vectors, neighbours=self._neighbours(items))
            for item in items:
                captioner.add(item, sids[item.item_id], levels=space.levels)
            changed = {item.item_id: sids[item.item_id] for item in items if item.sid != sids[item.item_id]}
            if changed:
                self._catalog.set_sids(changed)
        return captioner

    def _neighbours(self, items: Sequence[Item]) -> Vectors | None:
        return neighbour_vectors([item.item_id for item in items], self._co_purchase, self._vectors_of)

    def _vectors_of(self, item_ids: Sequence[str]) -> dict[str, Vectors]:
        items = self._catalog.items(item_ids)
        vectors = self._embedder.embed_passages([passage(item, self._kinds) for item in items.values()])
        return dict(zip(items, vectors, strict=True))

    def points(self, space: SemanticIdSpace) -> Iterator[IndexPoint]:
        """Stream the points of the index."""
        for _, items, vectors in self._embedded(INDEXING):
            offers = self._catalog.offers([item.item_id for item in items])
            for item, vector in zip(items, vectors, strict=True):
                yield self._point(item, vector, offers.get(item.item_id, ()), space.sid(item.item_id))

    def _point(self, item: Item, vector: Vectors, offers: Sequence[Offer], sid: str) -> IndexPoint:
        return IndexPoint(
            item_id=item.item_id,
            vector=vector,
            text=search_text(item, self._kinds),
            kind=item.kind,
            kinds=(item.kind, *self._kinds.ancestors(item.kind)) if item.kind else (),
            brand=item.brand,
            allergens=tuple(sorted(item.allergens | item.traces)),
            diets=tuple(sorted(item.diets)),
            ingredients=tuple(sorted(self._ingredients.item_keys(item))),
            tastes=tuple(sorted(item.tastes)),
            sid=sid,
            price=tuple((offer.service, offer.price) for offer in offers if offer.in_stock),
        )

    def _embedded(self, stage: str) -> Iterator[tuple[int, list[Item], Vectors]]:
        done = 0
        self._progress(stage, done, self.total)
        for items in in_batches(self._catalog.iter_items(), BATCH):
            yield done, items, self._embedder.embed_passages([passage(item, self._kinds) for item in items])
            done += len(items)
            self._progress(stage, done, self.total)


def _known_space(folder: Path, embedder: Embedder) -> SemanticIdSpace | None:
    """The saved space, unless it is missing, damaged or of another embedder."""
    try:
        space = load_space(folder)
    except SetupError:
        return None
    return space if space.model_id == embedder.model_id else None


def _published(store: IndexStore) -> Index | None:
    try:
        return store.open()
    except SetupError as error:
        # What a new build does not mend, such as a server that is down, is better said before an hour of embedding.
        if error.mend != MEND:
            raise
        return None
