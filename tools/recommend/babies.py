"""What is for a baby: the age or the word that says so, and the shelf that it then is of."""

from podbor.core.text import stem, words
from podbor.tools.catalog.kinds import KindVocabulary

BABIES = frozenset(map(stem, "малыш малышка грудничок младенец baby toddler infant".split()))
MONTHS = frozenset(map(stem, "месяц мес month".split()))
YEARS = frozenset(map(stem, "год годик year".split()))
MOST_MONTHS = 18
"""A child that is older eats what others do, and tea or cheese of more years is aged."""
SUPPLY = "на"
"""Before a time it says how long a thing is to last: "вода на 3 месяца"."""
SHELF = "baby"


def is_for_baby(query: str) -> bool:
    """Whether a query says that a thing is for a baby.

    >>> is_for_baby("каша с 6 месяцев"), is_for_baby("печенье 1,5 года"), is_for_baby("игрушка 5 лет")
    (True, True, False)
    """
    said = words(query)
    roots = [stem(word) for word in said]
    timed = zip(("", *said), said, roots[1:], strict=False)
    ages = (_months(number, unit) for before, number, unit in timed if before != SUPPLY)
    return not BABIES.isdisjoint(roots) or any(0 < age <= MOST_MONTHS for age in ages)


def baby_kinds(query: str, kinds: KindVocabulary) -> tuple[str, ...]:
    """The kinds of a baby's shelf that a query names when it is for a baby: "каша с 6 месяцев" is "детская каша"."""
    return _on_the_shelf(for_baby(query), kinds) if is_for_baby(query) else ()


def babys_own(query: str, kinds: KindVocabulary) -> str:
    """A query of a kind as it is said for a baby, where a baby's shelf has the like: "каша" is "детская каша". Otherwise ""."""
    if is_for_baby(query) or not kinds.match(query) or _on_the_shelf(query, kinds):
        return ""
    said = for_baby(query)
    return said if _on_the_shelf(said, kinds) else ""


def for_baby(query: str) -> str:
    """A query with the word that says whom it is for.

    >>> for_baby("каша"), for_baby("porridge")
    ('детская каша', 'baby porridge')
    """
    return f"{'baby' if query.isascii() else 'детская'} {query}"


def _on_the_shelf(query: str, kinds: KindVocabulary) -> tuple[str, ...]:
    return tuple(key for key in kinds.match(query) if SHELF in kinds.ancestors(key))


def _months(number: str, unit: str) -> float:
    """An age in months; 0 where it is none."""
    if not number[0].isdigit() or unit not in MONTHS | YEARS:
        return 0.0
    return float(number.replace(",", ".")) * (12 if unit in YEARS else 1)
