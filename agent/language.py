"""Which language a message is in, and what of it can be read at all."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from podbor.core.text import fold
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.brands import is_ordinary

CYRILLIC_WORD = re.compile(r"[а-яё]+", re.IGNORECASE)
LATIN_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
ENGLISH = frozenset(
    "a an the i me my you we is are was it this that to for of in on at with without and or not no any some more less please "
    "show find want need give get buy add remove compare cheaper than under free why what which how do does can don t "
    "hello hi hey thanks thank yes first second third last all both other another take undo next back sweeter faster".split()
)
"""Words that tell English from the name of a brand."""
BRAND_WORDS = 3
"""Latin words without one of those that may be a brand alone: with a capital, beside a number, or none that English knows."""
AGREED = frozenset("ok okay".split())


def detect(text: str, *, otherwise: Locale, settled: bool = False) -> Locale:
    """Return the language most words of `text` are in; no letters are `otherwise`.

    A tie is Russian (brands are Latin in both). Latin words that may all be of brands tell nothing beside Cyrillic ones, nor
    does a brand alone, in either alphabet, where the conversation is English or `settled` to be Russian.
    """
    cyrillic, latin = len(CYRILLIC_WORD.findall(text)), LATIN_WORD.findall(text.casefold())
    if not cyrillic and not latin:
        return otherwise
    if (settled or otherwise == "en") and fold(text).strip(" .!?") in _brands():
        return otherwise
    if cyrillic >= len(latin):
        return "ru"
    brand = bool(cyrillic) or settled and _may_be_brand(text, latin)
    return otherwise if brand and ENGLISH.isdisjoint(latin) else "en"


def is_russian(text: str) -> bool:
    """Whether there is a word in Cyrillic."""
    return CYRILLIC_WORD.search(text) is not None


def _may_be_brand(text: str, latin: Sequence[str]) -> bool:
    marked = any(char.isdecimal() or char.isupper() for char in text)
    return len(latin) <= BRAND_WORDS and (marked or AGREED.issuperset(latin) or _is_no_english(text, latin))


def _is_no_english(text: str, latin: Sequence[str]) -> bool:
    """Whether no word is an English one, nor all of them a thing's English name: "kefir" is rare, but no brand."""
    return not any(map(is_ordinary, latin)) and not KindVocabulary.load().kind_of_title(text)


@cache
def _brands() -> frozenset[str]:
    """The brands that names of products are searched for, folded."""
    text = files("podbor.tools.catalog").joinpath("brands.yaml").read_text(encoding="utf-8")
    return frozenset(fold(str(brand)) for group in yaml.load(text, Loader=yaml.CSafeLoader) for brand in group)


def clean(text: str) -> str:
    """Drop control and unassigned characters, normalise to NFC and fold runs of white space, line ends of all kinds among it."""
    spaced = (" " if char.isspace() else char for char in text)
    kept = "".join(char for char in spaced if unicodedata.category(char)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit: emoji and punctuation alone say nothing a planner could use."""
    return any(char.isalnum() for char in text)
