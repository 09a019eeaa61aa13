"""The word lists behind names, and what they say of a stretch of words."""

import re
from functools import cache
from pathlib import Path

import yaml

from podbor.core.morphology import normal_forms

FILE = Path(__file__).with_name("words.yaml")
LONGEST_BRAND = 4


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
    forms = [_forms(token) for token in tokens]
    return any(
        len(brand) == len(forms)
        and all(part in form for part, form in zip(brand[:-1], forms, strict=False))
        and (brand[-1] in forms[-1] or (len(brand) > 1 and f"{brand[-1]}s" in forms[-1]))
        for head in forms[0]
        for brand in _brands().get(head, ())
    )


def _forms(token: str) -> frozenset[str]:
    folded = token.lower().replace("ё", "е").replace("’", "'")
    return frozenset((folded,)) if folded[0].isascii() else normal_forms(folded) | {folded}


@cache
def _brands() -> dict[str, list[tuple[str, ...]]]:
    """Brands as words, by the first one."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for brand in words("ru_brands") | words("en_brands"):
        parts = tuple(brand.split())
        found.setdefault(parts[0], []).append(parts)
    return found
