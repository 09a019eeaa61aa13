"""Whether two searches are of one need, and which needs a message names."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from podbor.core.morphology import has
from podbor.core.phrases import PREPOSITIONS
from podbor.core.slate import Need
from podbor.core.text import stem, stems, words
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.forms import without_form
from podbor.tools.recommend.heads import head
from podbor.tools.recommend.opposites import affirmed

PURPOSE = frozenset(("для", "for"))
MOSTLY = 2 / 3
"""Of the names with a word, those of one department, beyond which the word alone is of that: "масло" is food."""
CACHED_WORDS = 1024


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
    if not (before and after) and not _may_be_of_one_department(old, new):
        return False
    of_old, of_new = _purpose(old), _purpose(new)
    if of_old and of_new and not (of_old <= of_new or of_new <= of_old):
        return False
    return bool(head(old)) and head(old) == head(new)


def named_in(message: str, needs: Sequence[Need]) -> tuple[Need, ...]:
    """The needs that a message names, in all their words or else by their noun.

    >>> [need.query for need in named_in("хлеб побыстрее", [Need(query="молоко"), Need(query="белый хлеб")])]
    ['белый хлеб']
    """
    said = set(stems(message))
    whole = tuple(need for need in needs if need.query and says_no_more(need.query, message))
    return whole or tuple(need for need in needs if head(need.query) in said)


def _shelves(query: str) -> frozenset[str]:
    """The kinds that a query names, whatever it denies of them, and the groups right above them."""
    kinds = KindVocabulary.load()
    found = kinds.match(affirmed(without_form(query)))
    return frozenset((*found, *(group for key in found for group in kinds.ancestors(key)[:1])))


def _may_be_of_one_department(old: str, new: str) -> bool:
    before, after = _department(old), _department(new)
    return not (before and after) or before == after


def _department(query: str) -> str:
    """The group at the top that a query is of, by the kind it names or else by its noun; "" where that is not clear."""
    kinds = KindVocabulary.load()
    found = kinds.match(query)
    return kinds.root(found[0]) if found else _department_of_word(head(query))


@lru_cache(maxsize=CACHED_WORDS)
def _department_of_word(stemmed: str) -> str:
    kinds = KindVocabulary.load()
    phrases = ((key, phrase) for key in kinds.leaves() if (kind := kinds.get(key)) for phrase in kind.phrases)
    votes = Counter(kinds.root(key) for key, phrase in phrases if stemmed in stems(phrase))
    (top, most), *_ = votes.most_common(1) or [("", 0)]
    return top if most > MOSTLY * votes.total() else ""


def _purpose(query: str) -> frozenset[str]:
    """Stems of what or whom a thing is for: "корм для кошек", "подарок маме"."""
    said = words(query)
    somebody = {stem(word) for word in said if has(word, "NOUN", "anim", "datv") and not has(word, "nomn")}
    at = next((place for place, word in enumerate(said) if word in PURPOSE), len(said))
    return frozenset((*somebody, *map(stem, takewhile(lambda word: word not in PREPOSITIONS, said[at + 1 :]))))
