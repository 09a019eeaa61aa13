"""Keeps a list from being five sizes of one thing.

Source: Carbonell and Goldstein, The Use of MMR, SIGIR 1998; likeness here is what a shopper sees as more of the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from podbor.core.items import Item
from podbor.core.slate import SlateItem
from podbor.core.text import fold, stem, words

SAME_BRAND = 0.10
SAME_KIND = 0.05
SAME_SHELF = 0.03
"""What each item already picked takes from the score of the next with the same brand, kind, or two levels of the SID."""
SHELF_LEVELS = 2
DEPTH = 60


@dataclass(frozen=True, kw_only=True)
class _Look:
    product: frozenset[str]
    brand: str
    kind: str
    shelf: tuple[str, ...]


def diverse(
    ranked: Sequence[SlateItem], *, size: int, one_brand: bool = False, one_kind: bool = False, sizes: bool = False
) -> list[SlateItem]:
    """Pick `size`, each time the best after what likeness to those picked takes from it.

    Other sizes of a product come only after everything else, unless `sizes` were asked for. `one_brand` and `one_kind`
    are for a need that names a brand or a kind: sameness is then no fault.
    """
    pool = [(shown, _look(shown.item)) for shown in ranked[:DEPTH]]
    picked: list[tuple[SlateItem, _Look]] = []
    spare: list[SlateItem] = []
    while pool and len(picked) < size:
        best = max(pool, key=lambda entry: entry[0].score - _penalty(entry[1], picked, one_brand, one_kind))
        pool.remove(best)
        if not sizes and any(best[1].product == look.product for _, look in picked):
            spare.append(best[0])
        else:
            picked.append(best)
    rest = [*spare, *ranked[DEPTH:]]
    return [*(shown for shown, _ in picked), *rest[: size - len(picked)]]


def round_robin(groups: Iterable[Sequence[SlateItem]]) -> Iterator[SlateItem]:
    """Take the best of each group in turn; an item that several groups have comes once."""
    queues = [iter(group) for group in groups]
    seen: set[str] = set()
    while queues:
        for queue in list(queues):
            candidate = next((c for c in queue if c.item.item_id not in seen), None)
            if candidate is None:
                queues.remove(queue)
                continue
            seen.add(candidate.item.item_id)
            yield candidate


def _penalty(look: _Look, picked: Sequence[tuple[SlateItem, _Look]], one_brand: bool, one_kind: bool) -> float:
    return sum(
        SAME_BRAND * (not one_brand and bool(look.brand) and look.brand == other.brand)
        + SAME_KIND * (not one_kind and bool(look.kind) and look.kind == other.kind)
        + SAME_SHELF * (bool(look.shelf) and look.shelf == other.shelf)
        for _, other in picked
    )


def _look(item: Item) -> _Look:
    return _Look(
        product=product_of(item),
        brand=fold(item.brand),
        kind=item.kind,
        shelf=tuple(item.sid.split("-")[:SHELF_LEVELS]) if item.sid else (),
    )


def product_of(item: Item) -> frozenset[str]:
    """A product without its size: the words of its title, less numbers and units, and its percentages."""
    title = item.title.ru or item.title.en
    named = frozenset(stem(word) for word in words(title) if not word[0].isdigit() and len(word) > 2)
    return named | {fold(part) for part in title.split() if part.rstrip(",").endswith("%")}


def shared_out(lists: Sequence[Sequence[SlateItem]], size: int) -> list[SlateItem]:
    """Even shares, at least one each, an item once; what a need leaves unused goes to the others. In groups, a need each."""
    taken: list[list[SlateItem]] = [[] for _ in lists]
    used: set[str] = set()
    queues = [iter(items) for items in lists]
    room = max(size, len(lists))
    open_queues = set(range(len(lists)))
    while room and open_queues:
        for number in sorted(open_queues):
            shown = next((item for item in queues[number] if item.item.item_id not in used), None)
            if shown is None:
                open_queues.discard(number)
            elif room:
                used.add(shown.item.item_id)
                taken[number].append(replace(shown, need=number))
                room -= 1
    return [shown for group in taken for shown in group]
