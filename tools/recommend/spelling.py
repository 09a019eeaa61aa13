"""Mends words: as they sound ("пичение"), with letters swapped ("йогрут"), run together, in Latin, in the other layout, tender."""

import re
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from podbor.core.text import fold, stem, words
from podbor.tools.recommend.brands import latin
from podbor.tools.recommend.diminutives import is_noun, plain_stem
from podbor.tools.recommend.heads import head_word
from podbor.tools.recommend.layout import relayout

MIN_LENGTH = 5
MIN_FUZZY = 7
MIN_PART = 4
"""Letters of each of two words that were run together."""
MIN_LATIN = 4
MIN_SWAPPED = 4
LETTERS_A_SLIP = 3
"""Letters of a word for each that is wrong: "сапоги" sounds like "собаки" and is not."""
UNSTRESSED = str.maketrans({"о": "а", "е": "и", "э": "и", "ы": "и", "я": "а", "ю": "у", "ъ": "", "ь": "", "й": ""})
DEVOICED = str.maketrans("бвгджз", "пфктшс")
TO_LATIN = str.maketrans("авекмнорстух", "abekmhopctyx")
TO_CYRILLIC = str.maketrans("abekmhopctyx", "авекмнорстух")
CODE = re.compile(
    r"(?<![^\W_])(?:[авекмнорстух]{1,3}(?=\d)|[abekmhopctyx]{1,3}(?=\d)|([авекмнорстух])\1{1,2}(?![^\W_])|([abekmhopctyx])\2{1,2}(?![^\W_]))",
    re.IGNORECASE,
)
"""Letters that look alike in both alphabets, beside digits or one of them repeated."""
HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
RUN = re.compile(r"(.)\1+")
ENGLISH_SOUNDS = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("y", "i"), ("z", "s"))


def sound_key(word: str) -> str:
    """Key of words that sound alike: unstressed vowels and voiced consonants merge, doubled letters count once.

    >>> sound_key("шакалад") == sound_key("шоколад"), sound_key("coookies") == sound_key("cookies")
    (True, True)
    """
    key = fold(word)
    if key.isascii():
        for written, said in ENGLISH_SOUNDS:
            key = key.replace(written, said)
    return RUN.sub(r"\1", key.translate(UNSTRESSED).translate(DEVOICED))


class Speller:
    """Knows the words of a vocabulary.

    Mends an unknown word that sounds like a known one or is a letter away; of two equally near, takes neither.
    """

    def __init__(self, vocabulary: Iterable[str], known: frozenset[str] = frozenset()) -> None:
        """Mend to the words of `vocabulary`; those of `known` are left as they are."""
        vocabulary = tuple(vocabulary)
        self._targets = frozenset(word for text in vocabulary for word in words(text))
        self._known = self._targets | known
        self._by_stem = {stem(noun): noun for noun in map(head_word, vocabulary) if is_noun(noun)}
        self._by_sound: dict[str, set[str]] = {}
        for word in self._targets:
            if len(word) >= MIN_LENGTH:
                self._by_sound.setdefault(sound_key(word), set()).add(word)

    def mend(self, text: str) -> str:
        """The text with its misspelt words put right; the same text where there are none."""
        text = relayout(text, self._known.__contains__)
        text = HYPHENED.sub(lambda match: self._joined(match.group()), text)
        text = CODE.sub(lambda match: self._in_the_alphabet_of_titles(match.group()), text)
        return re.sub(r"[^\W\d_]+", lambda match: self._mended(match.group()), text)

    def _joined(self, word: str) -> str:
        """A word without its hyphen where the vocabulary has it so: «кофе-машина» is «кофемашина»."""
        joined = fold(word.replace("-", ""))
        return joined if joined in self._targets else word

    def _in_the_alphabet_of_titles(self, code: str) -> str:
        """The letters of a code in the alphabet that titles have it in: «е27» is E27, «ааа» is AAA."""
        folded = fold(code)
        other = folded.translate(TO_LATIN if not folded.isascii() else TO_CYRILLIC)
        return other if other in self._known and folded not in self._known else code

    def _mended(self, word: str) -> str:
        folded = fold(word)
        if folded in self._known:
            return word
        if not folded.isascii() and (plain := self._plainly(folded)):
            return plain
        meant = self._by_latin.get(sound_key(folded)) if folded.isascii() and len(folded) >= MIN_LATIN else None
        meant = meant or self._swapped(folded)
        if meant or len(folded) < MIN_LENGTH:
            return meant or word
        parts = self._parted(folded)
        return parts or self._respelt(word, folded)

    def _plainly(self, word: str) -> str:
        """What a word is a tender name of, as the vocabulary has it ("утюжок" is "утюг"); "" of none."""
        return "" if stem(word) in self._stems else self._by_stem.get(plain_stem(word, self._by_stem), "")

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._known))

    @cached_property
    def _by_latin(self) -> dict[str, str]:
        """Russian words by what they sound like in Latin letters; a word that several sound like is left out."""
        found: dict[str, set[str]] = {}
        for word in self._targets:
            if len(word) >= MIN_LATIN and not word.isascii():
                found.setdefault(sound_key(latin(word)), set()).add(word)
        return {key: next(iter(same)) for key, same in found.items() if len(same) == 1}

    def _swapped(self, word: str) -> str:
        """The one word of the vocabulary that differs in two neighbouring letters that changed places, "" of none."""
        same = self._by_letters.get("".join(sorted(word)), ()) if len(word) >= MIN_SWAPPED else ()
        meant = [known for known in same if OSA.distance(word, known) == 1]
        return meant[0] if len(meant) == 1 else ""

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._targets):
            found.setdefault("".join(sorted(word)), []).append(word)
        return found

    def _parted(self, word: str) -> str:
        """Two words of the vocabulary that make up `word`, "" where there are none."""
        for at in range(MIN_PART, len(word) - MIN_PART + 1):
            if word[:at] in self._targets and word[at:] in self._targets:
                return f"{word[:at]} {word[at:]}"
        return ""

    def _respelt(self, word: str, folded: str) -> str:
        alike = self._by_sound.get(sound_key(folded), set()) or self._near(folded)
        nearest = process.extract(folded, alike, scorer=OSA.distance, limit=2)
        nearest = [hit for hit in nearest if hit[1] * LETTERS_A_SLIP <= len(folded)]
        if not nearest or (len(nearest) == 2 and nearest[0][1] == nearest[1][1]):
            return word
        return str(nearest[0][0])

    def _near(self, word: str) -> set[str]:
        """Known words a letter away, for a word long enough to have few such neighbours by chance."""
        if len(word) < MIN_FUZZY:
            return set()
        near = process.extract(word, self._targets, scorer=OSA.distance, score_cutoff=1, limit=2)
        return {known for known, *_ in near if known[0] == word[0]}
