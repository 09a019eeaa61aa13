"""The word lists behind names, and what they say of a stretch of words."""

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from podbor.core.morphology import normal_forms

FILE = Path(__file__).with_name("words.yaml")
LONGEST_BRAND = 5
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)
UNSPOKEN = str.maketrans({"'": "", "’": "", "&": "and"})


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words.yaml."""
    return frozenset(str(word) for word in _lists()[name])


def list_names() -> tuple[str, ...]:
    """Return the names of the lists of words.yaml."""
    return tuple(_lists())


@cache
def _lists() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def phrases(name: str, *, begin: bool = False) -> re.Pattern[str]:
    """Return a pattern of the phrases of a list: at the end of what stands before, or with `begin` of what follows.

    "…" stands for one or two words.
    """
    parts = [re.escape(str(phrase)).replace("…", r"[\w'-]+(?:\ [\w'-]+)?") for phrase in _lists()[name]]
    shape = "|".join(sorted(parts, key=len, reverse=True)).replace(r"\ ", r"\s+")
    if name == "en_about_people":
        return re.compile(rf"(?<![\w])(?:{shape})(?!\w)")
    return re.compile(rf"\s+(?:{shape})(?!\w)" if begin else rf"(?<!\w)(?:{shape})$")


def said_in(word: str, name: str) -> bool:
    """Whether a Russian word, in any form, is on a list of normal forms."""
    return bool(normal_forms(word.lower()) & words(name))


def brands_in(tokens: list[str]) -> list[range]:
    """Return the stretches of tokens that are a brand, a product or a hero of the lists, in whatever case."""
    return [
        range(start, start + length)
        for start in range(len(tokens))
        for length in range(1, min(LONGEST_BRAND, len(tokens) - start) + 1)
        if _is_brand(tokens[start : start + length])
    ]


def is_branded(run: range, brands: list[range]) -> bool:
    """Whether a name is one of the brands, or shares a word with one of several words; a surname like a brand's is a surname."""
    return any(
        brand == run or (len(brand) > 1 and brand.start < run.stop and run.start < brand.stop) for brand in brands
    )


def _is_brand(tokens: list[str]) -> bool:
    brands = _brands()
    heads = [brand for head in _forms(tokens[0]) for brand in brands.get((head, len(tokens)), ())]
    return any(
        all(not part.isdisjoint(_forms(token)) for part, token in zip(brand, tokens, strict=True)) for brand in heads
    )


@lru_cache(maxsize=16_384)
def _forms(token: str) -> frozenset[str]:
    """A word as brands are compared, a Russian one in all normal forms."""
    folded = _folded(token)
    return frozenset((folded,)) if folded[0].isascii() else normal_forms(folded) | {folded}


def _folded(token: str) -> str:
    """A word without its apostrophes and its dot at the end."""
    return token.lower().replace("ё", "е").translate(UNSPOKEN).removesuffix(".") or token


@cache
def _brands() -> dict[tuple[str, int], list[tuple[frozenset[str], ...]]]:
    """Brands as forms of their words, by each form of the first one and how many they are; a brand of one word in one form."""
    found: dict[tuple[str, int], list[tuple[frozenset[str], ...]]] = {}
    for brand in sorted(words("ru_brands") | words("en_brands")):
        spelled = brand.split()
        parts = [_forms(part) for part in spelled] if len(spelled) > 1 else [frozenset((_folded(brand),))]
        if len(parts) > 1:
            ends = {part.removesuffix("s") for part in parts[-1]} if spelled[-1].endswith("'s") else set()
            parts[-1] |= {f"{part}s" for part in parts[-1]} | ends
            parts = [part | {_in_latin(word)} for part, word in zip(parts, spelled, strict=True)]
        for head in parts[0]:
            found.setdefault((head, len(parts)), []).append(tuple(parts))
    return found


def _in_latin(word: str) -> str:
    return "".join(LATIN.get(char, char) for char in _folded(word))
