"""One spelling for the many ways in which the same characters are typed; every offset stays as it is."""

import re
import unicodedata
from functools import lru_cache

LOOKS_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ")
LOOKS_LATIN = str.maketrans("асеорхуАВСЕНКМОРТХУ", "aceopxyABCEHKMOPTXY")
LOOKS_A_DIGIT = str.maketrans("OОoоIІlЗзб", "0000111336")
"""Letters that stand for digits among digits: 8-9О3, 427б."""
SAME = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s", "ı": "i", "æ": "a", "œ": "o", "þ": "t"}
DASHES = "‐‑‒–—―−⁃﹣-⸺\u2011"
MIXED = re.compile(r"[^\W\d_]*(?:[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z])[^\W\d_]*")
TYPED_DIGIT = re.compile(
    r"(?<=\d)[OОoоIІlЗзб](?![^\W\d_])|(?<![^\W\d_])[OОoоIІlЗзб](?=\d)|(?<=\d)[OОoо]{2}(?![^\W\d_])"
)


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Return the text with odd dashes, digits, blanks, apostrophes and accents made plain, character by character.

    >>> plain("Jos\u00e9, 8\u2011916\u00a012")
    'Jose, 8-916 12'
    """
    return MIXED.sub(_one_alphabet, "".join(map(_character, text)))


@lru_cache(maxsize=4096)
def _character(char: str) -> str:
    if char.isascii() or "Ѐ" <= char <= "ӿ":
        return char
    if char in DASHES:
        return char if char in "–—" else "-"
    if char in "’ʼ‘`´":
        return "'"
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if char.isspace() or category == "Cf":
        return " "
    if not category.startswith("L"):
        return char
    base = SAME.get(char) or unicodedata.normalize("NFKD", char)[0]
    return base if base.isascii() else char


def _one_alphabet(match: re.Match[str]) -> str:
    """A word of two alphabets, in the one that most of its letters are of."""
    word = match[0]
    latin = sum(char.isascii() for char in word)
    return word.translate(LOOKS_LATIN if latin * 2 > len(word) else LOOKS_CYRILLIC)


def digits_plain(text: str) -> str:
    """Return the text with the letters that stand for digits among digits as digits."""
    for _ in range(2):
        text = TYPED_DIGIT.sub(lambda match: match[0].translate(LOOKS_A_DIGIT), text)
    return text
