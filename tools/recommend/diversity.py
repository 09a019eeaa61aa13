"""Keeps a list from being five sizes of one thing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from podbor.core.items import Item
from podbor.core.slate import SlateItem
from podbor.core.text import fold, stem, words

MOST_OF_A_BRAND = 2


def diverse(ranked: Sequence[SlateItem], *, size: int, one_brand: bool) -> list[SlateItem]:
    """Pick `size` from the top: one size of a product and two of a brand first; what was passed over fills what is left.

    `one_brand` is for a need that names a brand.
    """
    picked: list[SlateItem] = []
    passed: list[SlateItem] = []
    products: set[frozenset[str]] = set()
    brands: Counter[str] = Counter()
    for candidate in ranked:
        product, brand = _product(candidate.item), fold(candidate.item.brand)
        crowded = bool(brand) and not one_brand and brands[brand] >= MOST_OF_A_BRAND
        if product in products or crowded:
            passed.append(candidate)
            continue
        products.add(product)
        brands[brand] += 1
        picked.append(candidate)
        if len(picked) == size:
            return picked
    return [*picked, *passed[: size - len(picked)]]


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


def _product(item: Item) -> frozenset[str]:
    """A product without its size: the words of its title that are no numbers and no units."""
    title = item.title.ru or item.title.en
    return frozenset(stem(word) for word in words(title) if not word[0].isdigit() and len(word) > 2)
