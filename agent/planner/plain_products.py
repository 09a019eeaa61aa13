"""Whether a phrase names a product of the shelf: "суп" does, "к чаю" does not."""

from functools import cache

from podbor.agent.planner.words import stem, words_of
from podbor.tools.catalog.kinds import KindVocabulary


def is_product(phrase: str) -> bool:
    """Whether the whole phrase is what a shelf is called, or shoppers call it, in any word order and case.

    >>> is_product("сгущёнку"), is_product("подарок маме")
    (True, False)
    """
    return stems_of(phrase) in _products()


def stems_of(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase in one order: the same for two phrases of the same words."""
    return tuple(sorted(stem(word) for word in words_of(phrase)))


@cache
def _products() -> frozenset[tuple[str, ...]]:
    kinds = KindVocabulary.load()
    return frozenset(stems_of(phrase) for key in kinds if (kind := kinds.get(key)) for phrase in kind.phrases)
