"""Whether two searches are of one need, and which needs a message names."""

from collections.abc import Sequence
from itertools import takewhile

from podbor.core.morphology import has, mostly, parses
from podbor.core.phrases import PREPOSITIONS
from podbor.core.slate import Need
from podbor.core.text import stem, stems, words
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.intent import STOP_WORDS, UNIT_WORDS

PURPOSE = frozenset(("для", "for"))
ADJECTIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")
"""Ends of adjectives that no dictionary has."""


def need_of(query: str, needs: Sequence[Need]) -> Need | None:
    """The need that a search is about in other words: one that it narrows before one that it only changes, else the last.

    >>> need_of("козий сыр", [Need(query="сыр"), Need(query="молоко")]).query
    'сыр'
    """
    said = set(stems(query))

    def nearness(need: Need) -> tuple[bool, int]:
        old = set(stems(need.query))
        return old <= said, len(old & said)

    return max((need for need in reversed(needs) if is_same_thing(need.query, query)), key=nearness, default=None)


def says_no_more(query: str, than: str) -> bool:
    """Whether all words of a query are in another one.

    >>> says_no_more("чай", "чёрный чай"), says_no_more("зелёный чай", "чай")
    (True, False)
    """
    return set(stems(query)) <= set(stems(than))


def says_the_same(query: str, other: str) -> bool:
    """Whether two queries are of the same words.

    >>> says_the_same("чай чёрный", "чёрный чай"), says_the_same("чай", "чёрный чай")
    (True, False)
    """
    return set(stems(query)) == set(stems(other))


def is_same_thing(old: str, new: str) -> bool:
    """Whether two queries name one thing, however they describe it: by its noun, on shelves of one kind, for one purpose.

    >>> is_same_thing("чёрный чай", "зелёный чай"), is_same_thing("паста", "зубная паста"), is_same_thing("milk", "milk chocolate")
    (True, False, False)
    """
    before, after = _shelves(old), _shelves(new)
    if before and after and not before & after:
        return False
    of_old, of_new = _purpose(old), _purpose(new)
    if of_old and of_new and not (of_old <= of_new or of_new <= of_old):
        return False
    return bool(_head(old)) and _head(old) == _head(new)


def named_in(message: str, needs: Sequence[Need]) -> tuple[Need, ...]:
    """The needs that a message names, in all their words or else by their noun.

    >>> [need.query for need in named_in("хлеб побыстрее", [Need(query="молоко"), Need(query="белый хлеб")])]
    ['белый хлеб']
    """
    said = set(stems(message))
    whole = tuple(need for need in needs if need.query and says_no_more(need.query, message))
    return whole or tuple(need for need in needs if _head(need.query) in said)


def _shelves(query: str) -> frozenset[str]:
    """The kinds that a query names and the groups right above them."""
    kinds = KindVocabulary.load()
    found = kinds.match(query)
    return frozenset((*found, *(group for key in found for group in kinds.ancestors(key)[:1])))


def _head(query: str) -> str:
    """Stem of the word that says what a thing is: the first noun before a preposition, in English the last word; "" for none."""
    named = [word for word in takewhile(lambda word: word not in PREPOSITIONS, words(query)) if _means(word)]
    if not named:
        return ""
    if all(word.isascii() for word in named):
        return stem(named[-1])
    return stem(next((word for word in named if not _describes(word)), named[0]))


def _means(word: str) -> bool:
    return not word[0].isdigit() and word not in UNIT_WORDS and word not in STOP_WORDS


def _describes(word: str) -> bool:
    """Whether a word only says what a thing is like: an adjective that names no thing, at most somebody ("чёрный"); a place."""
    if not parses(word):
        return word.isascii() or word.endswith(ADJECTIVE)
    return has(word, "Geox") or (not has(word, "NOUN", "inan") and (mostly(word, "ADJF") or mostly(word, "PRTF")))


def _purpose(query: str) -> frozenset[str]:
    """Stems of what or whom a thing is for: "корм для кошек", "подарок маме"."""
    said = words(query)
    somebody = {stem(word) for word in said if has(word, "NOUN", "anim", "datv") and not has(word, "nomn")}
    at = next((place for place, word in enumerate(said) if word in PURPOSE), len(said))
    return frozenset((*somebody, *map(stem, takewhile(lambda word: word not in PREPOSITIONS, said[at + 1 :]))))
