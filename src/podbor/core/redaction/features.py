"""What the tagger is told of each word: its shape and ends, what dictionaries and lists say of it, and its neighbours' with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from podbor.core.morphology import normal_forms, parses
from podbor.core.redaction import english_words, russian_words
from podbor.core.redaction.brands import brands_in
from podbor.core.redaction.name_words import list_names, words
from podbor.core.redaction.spans import Span

TOKEN = re.compile(r"\x00+|[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
"""Words, figures, signs, and what other finders took."""
NOT_LISTS = {"ru_brands", "ru_given", "en_brands", "en_given", "en_acts", "en_cues", "en_weak_cues"}
"""Lists of phrases, and lists that the features of a name have already."""
OF_NAMES = ("Name", "Surn", "Patr", "Geox", "Orgn")
SURE, LIKELY = 0.95, 0.5
CASE = re.compile(r"nomn|gent|datv|accs|ablt|loct|voct")
NEAR, FAR = (-2, -1, 1, 2), (-3, 3)
LONGEST_NUMBER = 7
OPENS = frozenset(".!?\n:")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """`text[start:end]` of a message."""

    start: int
    end: int
    text: str


def pieces_of(text: str) -> list[Piece]:
    """Return the words, figures and signs of a text in order."""
    return [Piece(start=match.start(), end=match.end(), text=match[0]) for match in TOKEN.finditer(text)]


def features(pieces: Sequence[Piece], found: Sequence[Span] = ()) -> list[list[str]]:
    """Return the features of each piece, its neighbours' with it; `found` is what the rules found."""
    said = _said_of(pieces, found)
    traits = [(*_traits(piece.text), *told) for piece, told in zip(pieces, said, strict=True)]
    lower = not any(piece.text[0].isupper() for piece in pieces)
    return [
        [*traits[at], *_place(pieces, at), *_around(traits, at), *([f"lower|{_brief(traits[at])}"] if lower else [])]
        for at in range(len(pieces))
    ]


def _said_of(pieces: Sequence[Piece], found: Sequence[Span]) -> list[list[str]]:
    """What brands and the rules say of each piece: that it is one, or begins one or goes on with it."""
    said: list[list[str]] = [[] for _ in pieces]
    words = [at for at, piece in enumerate(pieces) if piece.text[0].isalnum() or piece.text == "&"]
    for brand in brands_in([pieces[at].text for at in words]):
        for at in brand:
            said[words[at]].append("brand" if len(brand) == 1 else "brands")
    for span in found:
        for at, piece in enumerate(pieces):
            if span.start <= piece.start < span.end:
                said[at].append(f"r={'B' if piece.start == span.start else 'I'}-{span.kind}")
    return said


def _place(pieces: Sequence[Piece], at: int) -> Iterator[str]:
    """Where in its sentence the piece stands, and whether nothing parts it from the one before."""
    before = pieces[at - 1] if at else None
    if before is not None and before.end == pieces[at].start:
        yield "glued"
    if before is None or before.text in OPENS:
        yield "opens"


def _around(traits: Sequence[tuple[str, ...]], at: int) -> Iterator[str]:
    """What the neighbours are; the word next to it also together with what the piece itself may be."""
    for away in NEAR:
        if 0 <= at + away < len(traits):
            yield from (f"{away}:{trait}" for trait in traits[at + away] if not trait.startswith(("e2", "e4")))
    for away in FAR:
        if 0 <= at + away < len(traits):
            yield from (
                f"{away}:{trait}" for trait in traits[at + away] if trait.startswith(("w=", "n=", "l=", "num", "taken"))
            )
    before, own, after = (_brief(traits[at + away]) if 0 <= at + away < len(traits) else "" for away in (-1, 0, 1))
    yield f"before|{_word(traits[at - 1])}|{own}" if at else "first"
    yield f"after|{_word(traits[at + 1])}|{own}" if at + 1 < len(traits) else "last"
    yield f"near|{before}|{own}|{after}"


def _word(traits: tuple[str, ...]) -> str:
    return traits[0]


def _brief(traits: tuple[str, ...]) -> str:
    """A given name, a surname, a word that nobody has, or another, with a capital or without; a figure or a sign."""
    if not traits[0].startswith("w=") or len(traits) == 1:
        return traits[0]
    kinds = {"given": "G", "surn": "S", "unk": "u", "freq=0": "u", "brand": "b", "brands": "b"}
    kind = next((letter for trait, letter in kinds.items() if trait in traits), "-")
    return kind + ("C" if "capital" in traits else "c")


@lru_cache(maxsize=16_384)
def _traits(token: str) -> tuple[str, ...]:
    """What is said of a piece by itself; its word first."""
    if token[0] == "\x00":
        return ("taken",)
    if token.isdigit():
        return (f"num{min(len(token), LONGEST_NUMBER)}",)
    if not token[0].isalpha():
        return (f"w={token}",)
    word = token.lower().replace("ё", "е")
    ends = [f"e{length}={word[-length:]}" for length in (2, 3, 4) if len(word) > length]
    capital = ["capital"] if token[0].isupper() else []
    own = _english(token, word) if token[0].isascii() else _russian(token, word)
    return (f"w={word}", f"s={_shape(token)}", *capital, *ends, *own)


def _shape(token: str) -> str:
    """Xxx for a word with a capital, however long."""
    letters = "".join("X" if char.isupper() else "x" if char.isalpha() else char for char in token)
    return re.sub(r"(.)\1{2,}", r"\1\1", letters)


def _english(token: str, word: str) -> Iterator[str]:
    yield f"freq={english_words.order_of(word)}"
    known = {
        "given": english_words.is_given(token),
        "usual": english_words.is_usual(token),
        "surn": english_words.is_surname(token),
        "common": english_words.is_common_surname(token),
        "land": english_words.is_land(word),
        "ours": word in words("en_given"),
    }
    yield from (name for name, so in known.items() if so)
    yield from (f"l={name}" for name in _lists("en_") if word in words(name))


def _russian(token: str, word: str) -> Iterator[str]:
    readings = parses(token.lower())
    if not readings:
        yield "unk"
    else:
        likeliest = readings[0][0]
        yield f"pos={re.split('[ ,]', likeliest)[0]}"
        yield from (f"case={case}" for case in CASE.findall(likeliest)[:1])
        yield from _grammemes(readings)
    known = {
        "given": russian_words.is_given(token),
        "surn": russian_words.is_surname(token),
        "patr": russian_words.is_patronymic(token),
        "own": russian_words.OWN_SURNAME.search(word) is not None,
    }
    yield from (name for name, so in known.items() if so)
    if "-" in token and any(russian_words.is_surname(part) for part in token.split("-") if len(part) > 2):
        yield "surn part"
    normal = normal_forms(token.lower())
    yield f"n={min(normal)}"
    yield from (f"l={name}" for name in _lists("ru_") if normal & words(name) or word in words(name))


def _grammemes(readings: Sequence[tuple[str, float]]) -> Iterator[str]:
    """How much of a name the readings make the word."""
    whole = sum(score for _, score in readings) or 1
    for grammeme in OF_NAMES:
        share = sum(score for tag, score in readings if grammeme in tag) / whole
        if share > 0:
            yield from (grammeme, f"{grammeme}{'A' if share > SURE else 'M' if share >= LIKELY else 'L'}")
    for case in ("nomn", "datv"):
        if any("Name" in tag and case in tag for tag, _ in readings):
            yield f"Name {case}"


@cache
def _lists(prefix: str) -> tuple[str, ...]:
    return tuple(name for name in list_names() if name.startswith(prefix) and name not in NOT_LISTS)
