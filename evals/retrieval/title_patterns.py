"""Patterns of titles: which words make an item a right answer, said by hand and not by a vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from podbor.core.items import Item
from podbor.core.text import fold, words

HEAD, WHOLE = "^", "="
ORIGIN = ": "
"""Ends what stands before the name: "Из Турции: "."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """The beginning of a word of a title, or a whole word; `head`: it stands before the first comma."""

    text: str
    head: bool
    whole: bool

    def within(self, title: "Title") -> bool:
        """Whether the title has it."""
        said = title.head if self.head else title.words
        return self.text in said if self.whole else any(word.startswith(self.text) for word in said)


@dataclass(frozen=True, kw_only=True)
class Title:
    """The words of an item's titles, and those before the first comma."""

    words: tuple[str, ...]
    head: tuple[str, ...]


@lru_cache(maxsize=16_384)
def title_of(item: Item) -> Title:
    """Read the titles of an item, in both languages."""
    titles = [title.rpartition(ORIGIN)[2] for title in (item.title.ru, item.title.en) if title]
    return Title(
        words=tuple(word for title in titles for word in words(title)),
        head=tuple(word for title in titles for word in words(title.split(",", 1)[0])),
    )


@lru_cache(maxsize=4096)
def pattern(text: str) -> tuple[Word, ...]:
    """Read a pattern.

    >>> [(word.text, word.head, word.whole) for word in pattern("^=молоко 2,5")]
    [('молоко', True, True), ('2,5', False, False)]
    """
    return tuple(
        Word(text=fold(part.lstrip(HEAD + WHOLE)), head=HEAD in part, whole=WHOLE in part) for part in text.split()
    )


def fits(patterns: Iterable[str], title: Title) -> bool:
    """Whether all words of one of `patterns` are in the title."""
    return any(all(word.within(title) for word in pattern(text)) for text in patterns)
