"""What pymorphy3 (OpenCorpora's dictionary) says of a Russian word, and of a Latin word that spells a Russian name."""

import re
from functools import cache, lru_cache
from typing import Any

LATIN = (
    ("shch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("x", "кс"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"),
    ("iu", "ю"), ("ya", "я"), ("ia", "ия"), ("ye", "е"), ("ey", "ей"), ("iy", "ий"), ("yy", "ый"), ("ay", "ай"), ("oy", "ой"),
)  # fmt: skip
OBLIQUE = re.compile(r"[^аеёиоуыэюя](?:у|ю|е|ой|ом|ем|ём)$")
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz'", "абцдефгхижклмнопкрстуввкйзь", strict=True))


@cache
def analyser() -> Any:
    """Return pymorphy3's analyser, made with the first word."""
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=16_384)
def parses(word: str) -> tuple[tuple[str, float], ...]:
    """Return (OpenCorpora tag, probability) of each reading of a word of the dictionary; empty for an unknown one."""
    return tuple((str(parse.tag), float(parse.score)) for parse in analyser().parse(word) if parse.is_known)


@lru_cache(maxsize=16_384)
def normal_forms(word: str) -> frozenset[str]:
    """Return the normal forms of a word, ё as е."""
    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyser().parse(word))


def forms(word: str) -> tuple[str, ...]:
    """Return the forms of a noun or an adjective of the dictionary, by its likeliest reading and ё as е; none for another word.

    >>> forms("овёс")[:3]
    ('овес', 'овса', 'овсу')
    """
    found = next((parse for parse in analyser().parse(word) if parse.is_known), None)
    if found is None or found.tag.POS not in ("NOUN", "ADJF"):
        return ()
    declined = (form for form in found.lexeme if form.tag.POS == found.tag.POS and "Supr" not in form.tag)
    return tuple(dict.fromkeys(form.word.replace("ё", "е") for form in declined))


def has(word: str, *grammemes: str) -> bool:
    """Whether a reading of the word has all of `grammemes`."""
    return any(all(re.search(rf"\b{g}\b", tag) for g in grammemes) for tag, _ in parses(word))


def mostly(word: str, grammeme: str) -> bool:
    """Whether a reading with `grammeme` is at least as likely as all others together."""
    found = parses(word)
    share = sum(score for tag, score in found if re.search(rf"\b{grammeme}\b", tag))
    return bool(found) and share >= 0.5 * sum(score for _, score in found)


@lru_cache(maxsize=16_384)
def nominative(word: str) -> bool:
    """Whether the word may be a nominative; one that no dictionary has by its end, and indeclinable readings aside.

    >>> nominative("алине"), nominative("вовчику"), nominative("рафаэлло")
    (False, False, True)
    """
    found = parses(word)
    if not found:
        return OBLIQUE.search(word) is None
    return any("sing" in tag and "nomn" in tag and "Fixd" not in tag for tag, _ in found) or all(
        "Fixd" in tag for tag, _ in found
    )


@lru_cache(maxsize=16_384)
def cyrillic(word: str) -> str:
    """Spell a Latin word in Russian letters, as passports and maps transliterate.

    >>> cyrillic("Ekaterina"), cyrillic("Sergey"), cyrillic("Yulia")
    ('екатерина', 'сергей', 'юлия')
    """
    word = word.lower()
    word = re.sub(r"(?<=[bcdfghklmnpqrstvxz])y$", "ий", word)
    for latin, russian in LATIN:
        word = word.replace(latin, russian)
    return "".join(LETTERS.get(letter, letter) for letter in word)


def in_nominative(phrase: str) -> str:
    """Return a Russian phrase with its head, and the adjectives that agree with it, in the nominative.

    >>> in_nominative("шлифовальных кругов на липучке"), in_nominative("green tea")
    ('шлифовальные круги на липучке', 'green tea')
    """
    words = phrase.split()
    parses = [analyser().parse(word)[0] for word in words]
    at = next((at for at, parse in enumerate(parses) if parse.tag.POS == "NOUN"), None)
    if at is None or "nomn" in parses[at].tag:
        return phrase
    case, number, gender = parses[at].tag.case, parses[at].tag.number, parses[at].tag.gender
    for near in {at - 1, at, at + 1} & set(range(len(words))):
        parse = next(
            (one for one in analyser().parse(words[near]) if one.tag.case == case and one.tag.number == number), None
        )
        if parse is None or near != at and "ADJF" not in parse.tag:
            continue
        form = parse.inflect({"nomn", number} if near == at or number == "plur" else {"nomn", number, gender})
        if form is not None:
            words[near] = form.word
    return " ".join(words)
