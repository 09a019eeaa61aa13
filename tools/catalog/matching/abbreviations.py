"""Abbreviations that another title explains: "бум.туал." beside "туалетная бумага", "нап-ль" beside "наполнитель"."""

import re
from collections.abc import Callable, Iterator, Sequence

from podbor.core.phrases import CONJUNCTIONS, NEGATIONS, PREPOSITIONS
from podbor.core.text import fold, stem
from podbor.tools.catalog.matching.quantities import UNITS

LETTER = r"[^\W\d_]"
DOTTED = re.compile(rf"(?<!{LETTER})({LETTER}{{2,}})\.")
CONTRACTED = re.compile(rf"(?<!\w)({LETTER}{{1,5}})-({LETTER}{{1,3}})(?!\w)")
HALVES = re.compile(rf"(?<!\w)({LETTER}{{1,6}})/({LETTER}{{2,7}})(?!\w)")
CLIPPED = re.compile(rf"(?<!\w)([А-Яа-яЁё]{{3,6}})(?!{LETTER}|\.)")
MEASURED = re.compile(r"\d\s?$")
WORDS = re.compile(LETTER + "+")
ENDINGS = "аяуюыи"
PREPOSED = ("б", "д", "н")
"""Before a slash: without, for, not."""
VOWELS = frozenset("аеиоуыэюяйьъ")
SMALL = PREPOSITIONS | CONJUNCTIONS | NEGATIONS
LEAST_MORE = 2
"""Letters that a word has more than its abbreviation."""
LEAST_WORD = 4
NEAR_END = 2
Known = Callable[[str], bool]


def abbreviates(title: str, known: Known) -> bool:
    """Whether a title abbreviates, or may."""
    if any(pattern.search(title) for pattern in (DOTTED, CONTRACTED, HALVES)):
        return True
    return any(_clipped(fold(match[1]), known) for match in CLIPPED.finditer(title))


def spelled_out(title: str, other: str, known: Known) -> str:
    """A title with what abbreviates a word of another title written out; what it says itself is not said again."""
    said = {stem(word) for word in WORDS.findall(fold(title))}
    theirs = WORDS.findall(fold(other))
    words = [word for word in theirs if len(word) >= LEAST_WORD and stem(word) not in said]
    if not words:
        return title
    upper = title.isupper()

    def whole(match: re.Match[str], found: str) -> str:
        return f" {found.upper() if upper else found} " if found else match[0]

    def dotted(match: re.Match[str]) -> str:
        measure = fold(match[1]) in UNITS and MEASURED.search(match.string, 0, match.start())
        return match[0] if measure else whole(match, _begun(match[1], words))

    def contracted(match: re.Match[str]) -> str:
        end = fold(match[2]).rstrip(ENDINGS)
        return whole(
            match, next((word for word in _all_begun(match[1], words) if end in word[-len(end) - NEAR_END :]), "")
        )

    def halves(match: re.Match[str]) -> str:
        if fold(match[1]) in PREPOSED:
            return match[0]
        one, two = _begun(match[1], words), _begun(match[2], words)
        if one and two and len(match[1]) > 1:
            return whole(match, one) + whole(match, two)
        start, end = len(match[1]), fold(match[2])
        return whole(match, next((word for word in _all_begun(match[1], words) if end in word[start:]), ""))

    def clipped(match: re.Match[str]) -> str:
        short = fold(match[1])
        return whole(match, _begun(short, words) if short not in theirs and _clipped(short, known) else "")

    title = HALVES.sub(halves, CONTRACTED.sub(contracted, title))
    return CLIPPED.sub(clipped, DOTTED.sub(dotted, title))


def _clipped(word: str, known: Known) -> bool:
    """Whether a folded word may be the beginning of a longer one, though nothing marks it."""
    return word not in SMALL and word[-1] not in VOWELS and not known(word)


def _begun(short: str, words: Sequence[str]) -> str:
    return next(_all_begun(short, words), "")


def _all_begun(short: str, words: Sequence[str]) -> Iterator[str]:
    begin = fold(short)
    return (word for word in words if word.startswith(begin) and len(word) >= len(begin) + LEAST_MORE)
