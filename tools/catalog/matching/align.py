"""Which words of two titles are the same word."""

from collections.abc import Callable, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from podbor.tools.catalog.matching.fingerprint import Word
from podbor.tools.catalog.matching.notation import LOOKALIKES
from podbor.tools.catalog.matching.spelling import (
    ALIKE,
    american,
    one_root,
    one_transliterated,
    single,
    skeleton,
    sound,
    sounds_alike,
)

Same = Callable[[Word, Word], bool]
MAX_JOINED = 3
LEAST_JOINED = 6
ELECTRIC = "электро"
COCOA = {"cocoa", "chocolate"}
LOOSE = "йе"
"""Letters that a stem keeps in one case and loses in another: "орхидея", "орхидеи"."""
LEAST_ABBREVIATION = 3
LEAST_NAME = 8
"""Letters of a name that one wrong letter makes no other name."""
LEAST_BEGINNING = 4
"""Letters with which a noun and its adjective begin: "творог", "творожный"."""


def unaligned(left: Sequence[Word], right: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of each title that the other does not have; the surest ways of being one word are tried first.

    A word that a title repeats counts once.
    """
    mine, theirs = _once(left), _once(right)
    for same in SAME:
        mine, theirs = _without_pairs(mine, theirs, same)
    mine, theirs = _without_joined(mine, theirs)
    theirs, mine = _without_joined(theirs, mine)
    return _not_repeated(mine, right), _not_repeated(theirs, left)


def _stems(one: Word, other: Word) -> bool:
    several = (one.phrase and other.phrase) or (not one.cyrillic and not other.cyrillic and one.phrase != other.phrase)
    if one.concept and other.concept and one.concept != other.concept and several:
        return False
    if one.concept != other.concept and _family(one) and _family(one) == _family(other):
        return False
    if not one.cyrillic and not other.cyrillic and american(one.stem) == american(other.stem):
        return True
    if min(len(one.stem), len(other.stem)) >= LEAST_JOINED and single(one.stem) == single(other.stem):
        return True
    return one.stem == other.stem or one.latin == other.latin or one.stem.rstrip(LOOSE) == other.stem.rstrip(LOOSE)


def _family(word: Word) -> str:
    """What the name of a meaning has in common with those of its siblings: "sour_cream" of "sour_cream_onion"."""
    return word.concept.rpartition("_")[0]


def _concepts(one: Word, other: Word) -> bool:
    return bool(one.concept) and one.concept == other.concept


def _roots(one: Word, other: Word) -> bool:
    return (
        one.cyrillic and other.cyrillic and one_root(one.stem.removeprefix(ELECTRIC), other.stem.removeprefix(ELECTRIC))
    )


def _abbreviations(one: Word, other: Word) -> bool:
    short, whole = sorted((one, other), key=lambda word: len(word.text))
    return short.abbreviated and len(short.text) >= LEAST_ABBREVIATION and whole.text.startswith(short.text)


def _names(one: Word, other: Word) -> bool:
    if not (one.cyrillic or other.cyrillic):
        return not (one.concept or other.concept) and one_transliterated(one.text, other.text)
    if one.number or other.number or one.cyrillic == other.cyrillic:
        return False
    if one.concept and other.concept:
        return False
    if (one.concept or one.ingredient) and (other.concept or other.ingredient):
        # "Черри" of "Cherry", not "пюре" of "pear".
        return ratio(sound(one.text), sound(other.text)) >= ALIKE
    return sounds_alike(one.text, other.text) or _looks_alike(one, other)


def _looks_alike(one: Word, other: Word) -> bool:
    """Whether one word was typed on the other keyboard: "АХА" of "AXA"."""
    return one.text.translate(LOOKALIKES) == other.text.translate(LOOKALIKES)


def _misspelt(one: Word, other: Word) -> bool:
    """Whether two long Russian names differ by a letter: "Щебекинские", "Шебекинские"."""
    if not (one.cyrillic and other.cyrillic and one.proper and other.proper):
        return False
    if (
        one.concept
        or other.concept
        or one.ingredient
        or other.ingredient
        or min(len(one.text), len(other.text)) < LEAST_NAME
    ):
        return False
    return OSA.distance(one.stem, other.stem, score_cutoff=1) <= 1


def _ingredients(one: Word, other: Word) -> bool:
    if one.concept and other.concept and one.concept != other.concept:
        return False
    if not one.ingredient or one.ingredient != other.ingredient:
        return False
    return one.cyrillic != other.cyrillic or (
        one.cyrillic and one.text[:LEAST_BEGINNING] == other.text[:LEAST_BEGINNING]
    )


def _cocoa(one: Word, other: Word) -> bool:
    """Whether one title says cocoa and the other chocolate."""
    return {one.ingredient, other.ingredient} == COCOA


SAME: tuple[Same, ...] = (_concepts, _stems, _roots, _abbreviations, _names, _misspelt, _ingredients, _cocoa)


def _once(words: Sequence[Word]) -> list[Word]:
    return list({(word.concept or word.stem): word for word in reversed(words)}.values())[::-1]


def _without_pairs(left: list[Word], right: list[Word], same: Same) -> tuple[list[Word], list[Word]]:
    rest: list[Word] = []
    others = list(right)
    for word in left:
        found = next((other for other in others if same(word, other)), None)
        if found is None:
            rest.append(word)
        else:
            others.remove(found)
    return rest, others


def _without_joined(left: list[Word], right: list[Word]) -> tuple[list[Word], list[Word]]:
    """Take out words of `left` that are several neighbours of `right` written as one: "фрутоняня", "фруто няня"."""
    rest: list[Word] = []
    others = list(right)
    for word in left:
        span = next(
            (
                (start, start + length)
                for length in range(2, MAX_JOINED + 1)
                for start in range(len(others) - length + 1)
                if _joined(word.text, "".join(other.text for other in others[start : start + length]))
            ),
            None,
        )
        if span is None:
            rest.append(word)
        else:
            del others[span[0] : span[1]]
    return rest, others


def _joined(word: str, parts: str) -> bool:
    """Whether neighbours written as one are a word: "erichkrause", "эрих краузе"."""
    return sound(word) == sound(parts) or (len(word) >= LEAST_JOINED and skeleton(word) == skeleton(parts))


def _not_repeated(rest: list[Word], other: Sequence[Word]) -> list[Word]:
    """Leave out words that only say again what the other title has said ("Чудо Творожок, творожный")."""
    return [
        word
        for word in rest
        if not any(same(word, said) for same in (_concepts, _stems, _roots, _names, _ingredients) for said in other)
    ]
