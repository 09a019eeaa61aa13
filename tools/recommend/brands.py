"""When two spellings are one brand."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

import iuliia
from rapidfuzz.fuzz import ratio

from podbor.core.frequencies import frequencies
from podbor.core.items import Item
from podbor.core.morphology import analyser, mostly
from podbor.core.text import CYRILLIC, fold, stems
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.catalog.matching.spelling import one_name, same_vowels

SAME_BRAND = 90.0
MIN_NAMED = 2
"""Letters that a brand has to have to be told in a title."""
MOST_WORDS = 5
"""Of a brand in a title."""
SHORT = 4
"""Letters of a name, at most, that has to have the very vowels of a word to be heard in it."""
KNOWN, COMMON = 80, 1000
"""How often the frequency list has an English word of a query, and one of a title, where a capital makes a name likelier."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
AND = frozenset(("and", "энд"))
"""What "&" is read as."""
BREAK = re.compile(r"[^\w\s'’&-]+|_|\s-\s")
"""What parts the words of a title, so that they are none of one name."""


@lru_cache(maxsize=16_384)
def latin(text: str) -> str:
    """Fold a name into Latin letters and digits."""
    return "".join(char for char in iuliia.WIKIPEDIA.translate(fold(text)) if char.isalnum())


@lru_cache(maxsize=16_384)
def letters(text: str) -> str:
    """Fold a name into letters and digits of its own alphabet; an "and" is left out as a "&" is.

    >>> letters("Lay's"), letters("Head & Shoulders"), letters("Хед энд Шолдерс")
    ('lays', 'headshoulders', 'хедшолдерс')
    """
    said = (word for word in WORD.findall(fold(text)) if word not in AND)
    return "".join(char for word in said for char in word if char.isalnum())


@lru_cache(maxsize=16_384)
def bare_brand(text: str) -> str:
    """Drop the name of a kind that a shopper says along with a brand: "Greenfield tea", "печенье Яшкино".

    >>> bare_brand("Yashkino Cookies"), bare_brand("Tea"), bare_brand("Домик в деревне")
    ('Yashkino', 'Tea', 'Домик в деревне')
    """
    words, kinds = text.split(), KindVocabulary.load()
    while len(words) > 1 and kinds.kind_of_title(words[-1]):
        words.pop()
    while len(words) > 1 and kinds.kind_of_title(words[0]):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=65_536)
def brands_match(one: str, other: str) -> bool:
    """Whether two spellings are one brand: case, alphabet and a letter more or less do not count ("Данон", "Danone").

    >>> brands_match("колгейт", "Colgate"), brands_match("Добрый", "Добрынинский")
    (True, False)
    """
    if one == other:
        return True
    bare, others = bare_brand(one), bare_brand(other)
    return ratio(latin(bare), latin(others)) >= SAME_BRAND or any(
        one_name(letters(name), letters(as_said)) for name, as_said in ((one, other), (bare, others))
    )


@lru_cache(maxsize=65_536)
def is_ordinary(word: str, *, least: int = KNOWN) -> bool:
    """Whether a word is one of the dictionary of its alphabet, so that it is no brand of the other: "apples", "фарш".

    >>> is_ordinary("Apples"), is_ordinary("Colgate"), is_ordinary("Фарш"), is_ordinary("Колгейт")
    (True, False, True, False)
    """
    folded = fold(word).replace("’", "'")
    if CYRILLIC.search(folded):
        return bool(analyser().word_is_known(folded))
    return _english().get(folded, 0) >= least


@cache
def _english() -> dict[str, int]:
    """The usual words of English and their counts."""
    return {word: count for word, count in frequencies("en").items() if count >= KNOWN}


def same_brand(item: Item, brand: str) -> bool:
    """Whether the item is of `brand`, in either alphabet; by its title where the feed names no brand apart."""
    if item.brand:
        return brands_match(item.brand, brand)
    return set(stems(brand)).issubset(stems(f"{item.title.ru} {item.title.en}")) or any(
        _heard(run, bare_brand(brand)) for title in _titles(item) for run in _runs(title)
    )


def of_brand_or_named(item: Item, brand: str) -> bool:
    """Whether the item is of `brand` or its title names it: its maker may stand where the feed has the brand.

    A title that names the item's own brand has no other that only sounds like `brand`. A word for things of the item's group is no
    brand in its title: "Lollipops Candy Cane" are of no Candy, a washing machine may be.
    """
    if _is_word_for(item.kind, brand):
        return brands_match(item.brand, brand)
    return same_brand(item, brand) or any(_named(title, brand, item.brand) for title in _titles(item))


@lru_cache(maxsize=65_536)
def _is_word_for(kind: str, brand: str) -> bool:
    """Whether a brand is spelt as the name of a kind, or of something eaten, of the group at the top that `kind` is of."""
    kinds, said = KindVocabulary.load(), stems(brand)
    named = [kinds.get(key) for key in kinds.match(brand)] if len(said) == 1 else []
    root = kinds.root(kind)
    return bool(root) and any(
        entry and said[0] in {*stems(entry.ru), *stems(entry.en)} and kinds.root(entry.key) == root for entry in named
    )


def _titles(item: Item) -> list[str]:
    return [title for title in (item.title.ru, item.title.en) if title]


@lru_cache(maxsize=65_536)
def _named(title: str, brand: str, own: str) -> bool:
    """Whether neighbouring words of a title spell a brand with a capital: "Альпен Гольд" does for "AlpenGold".

    Words of a title may be more than those of the brand where each has a capital. A brand of one word is not told at the start of a
    title, which has a capital anyway: "Fairy tales" are of no Fairy.
    """
    return any(
        (run.words <= len(name.split()) or run.capitals)
        and not (run.begins and len(name.split()) == 1)
        and (run.latin == latin(name) or (_heard(run, name) and not _says(title, own)))
        for name in _names(brand)
        for run in _runs(title)
    )


def _says(title: str, brand: str) -> bool:
    """Whether words of a title spell a brand, be it at its start."""
    key, said = latin(brand), letters(brand)
    return any(run.latin == key or one_name(run.letters, said) for run in _runs(title))


def _heard(run: "_Run", name: str) -> bool:
    """Whether words of a title sound like a brand of the other alphabet and mean nothing else."""
    said = letters(name)
    return (
        not run.ordinary
        and one_name(run.letters, said)
        and (min(len(run.letters), len(said)) > SHORT or same_vowels(run.letters, said))
    )


@lru_cache(maxsize=1024)
def _names(brand: str) -> tuple[str, ...]:
    """A brand, and what is left of it without its kind: "Greenfield tea" is Greenfield; "Русский сахар" is no "Русский"."""
    bare = bare_brand(brand)
    names = {brand} if all(mostly(fold(word), "ADJF") for word in WORD.findall(bare)) else {brand, bare}
    return tuple(sorted(name for name in names if len(latin(name)) >= MIN_NAMED))


class _Run(NamedTuple):
    """Neighbouring words of a title: spellings, how many, whether each has a capital, whether it is its first word alone.

    A lone word is ordinary where it is one of the dictionary.
    """

    latin: str
    letters: str
    words: int
    capitals: bool
    begins: bool
    ordinary: bool


@lru_cache(maxsize=8192)
def _runs(title: str) -> tuple[_Run, ...]:
    """The runs of a title that begin with a capital."""
    return tuple(
        _Run(
            latin="".join(map(latin, run)),
            letters=letters(" ".join(run)),
            words=len(run),
            capitals=all(word[0].isupper() for word in run),
            begins=not at and end == 1,
            ordinary=len(run) == 1 and is_ordinary(run[0], least=COMMON),
        )
        for at, words in enumerate(map(WORD.findall, BREAK.split(title)))
        for start in (start for start, word in enumerate(words) if word[0].isupper())
        for end in range(start + 1, min(start + MOST_WORDS, len(words)) + 1)
        if (run := words[start:end])
    )
