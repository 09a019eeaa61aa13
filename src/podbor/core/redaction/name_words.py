"""The word lists behind names, and what they say of a word."""

import re
from functools import cache
from pathlib import Path

import yaml

from podbor.core.morphology import normal_forms

FILE = Path(__file__).with_name("words.yaml")


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of words.yaml."""
    return frozenset(str(word) for word in _lists()[name])


def list_names() -> tuple[str, ...]:
    """Return the names of the lists of words.yaml."""
    return tuple(_lists())


@cache
def _lists() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
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
