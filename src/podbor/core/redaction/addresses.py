"""Postal addresses in Russian and English: what leads to one door.

Components (house, flat, street, city …) are found by shape and chained over commas and spaces. A chain is an address when
it has a flat, an entrance or a plot, or a street with a house. A street or a city alone is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from podbor.core.morphology import cyrillic, has, mostly, parses
from podbor.core.redaction.address_words import BARE_STREETS, COMPONENT, CUE, GLUE, POSTCODE, RUSSIAN_STREET, SENT_TO
from podbor.core.redaction.english_words import is_given, is_rare
from podbor.core.redaction.name_words import said_in
from podbor.core.redaction.name_words import words as towns
from podbor.core.redaction.russian_words import OWN_SURNAME, is_patronymic
from podbor.core.redaction.russian_words import is_given as is_russian_given
from podbor.core.redaction.spans import Span

Part: TypeAlias = Literal[
    "index", "unit", "weak", "floor", "street", "house", "place", "number", "name", "building", "aside"
]
EXONYMS = frozenset({"moscow", "petersburg", "city", "york", "london", "paris", "berlin"})
"""Towns whose English name does not spell the Russian one."""
HOUSES: frozenset[Part] = frozenset({"house", "number"})


@dataclass(frozen=True, kw_only=True)
class Component:
    """A piece of an address."""

    start: int
    end: int
    part: Part
    text: str


POSTAL = re.compile(rf"{POSTCODE}", re.IGNORECASE)
STRUCTURED = re.compile(r"\d[а-я]-\d|\d[кс]\d|\d-\d+-\d|\d[/\\]\d|корп|стр")
"""A house that is no quantity: 7/5, 36с3."""
STREET_ENDS = ("ская", "ской", "скую", "цкая", "цкой", "цкую", "вая", "вой", "вую", "ная", "ной", "ную")
OBLIQUE = ("скую", "ской", "цкую", "цкой", "вую", "вой", "ную")
ADJECTIVES = ("ская", "цкая", *OBLIQUE)
SOMEWHERE = re.compile(r"(?<!\w)(?:на|у|с|со|до|от|по|в|во|за|нашл[аио]|указал[аи]?)\s+$", re.IGNORECASE)
ENDED = re.compile(r"\s*(?:$|[,.;!?])")
WHERE_TO = re.compile(
    r"(?:жив\w+|вез\w+|привез\w+|отвез\w+|достав\w+|адрес\w*:?|приез\w+|едьте|ехать|переехал\w*|курьер\w*|заказ\w*|"
    r"домой|нам|мне|ко мне|сюда|офис)\s+(?:на\s+|по\s+|это\s+)?$",
    re.IGNORECASE,
)
ENGLISH_END = re.compile(
    r"\s*(?:$|[.,;!?)]|(?:for|please|by|before|but|or|is|and|at|to|from|not|then|now|near|opposite|behind|next|code|if|as|when|after|with|it|it\'s|i|we|they|my|the|this|asap|tomorrow|today|tonight|thanks)\b)"
)
"""What may follow the town that ends an address."""


def addresses(text: str) -> list[Span]:
    """Find addresses."""
    return [
        _with_town(text, Span(start=chain[0].start, end=chain[-1].end, kind="address"))
        for run in _runs(text)
        if (chain := _trimmed(text, run)) and _is_address(text, chain)
    ]


def _with_town(text: str, span: Span) -> Span:
    """The address with a town in lower case before or after it: "москва ленинский проспект 90", "15 church rd, croydon"."""
    before = re.search(r"([а-яё-]{4,})[\s,]+$", text[: span.start])
    lower = text[span.start : span.end].islower()
    after = re.match(
        r",?\s+([a-z]{4,})(?=\s*(?:$|[.,;!?]|(?:thanks|thx|please|pls|uk|by|before|today|tomorrow|at|for)\b))",
        text[span.end :],
    )
    return Span(
        start=before.start() if before and (mostly(before[1], "Geox") or before[1] == "питер") else span.start,
        end=span.end + after.end()
        if after
        and (
            is_place(after[1]) or after[0].startswith(",") and (is_rare(after[1]) or (lower and _may_be_town(after[1])))
        )
        else span.end,
        kind="address",
    )


def _may_be_town(word: str) -> bool:
    return word not in towns("en_after") and word not in towns("en_openers") and not is_given(word)


def _runs(text: str) -> Iterator[list[Component]]:
    """Components with nothing but commas, spaces and a preposition between them."""
    run: list[Component] = []
    for match in COMPONENT.finditer(text):
        piece = Component(start=match.start(), end=match.end(), part=cast(Part, match.lastgroup), text=match[0])
        if run and not GLUE.fullmatch(text[run[-1].end : piece.start]):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _trimmed(text: str, run: list[Component]) -> list[Component]:
    """Take off names and numbers at the ends that belong to the sentence and not to the address."""
    first = next((i for i, piece in enumerate(run) if not _before_address(text, run, i)), len(run))
    run = run[first:]
    while run and _after_address(text, run):
        run = run[:-1]
    return run


def _before_address(text: str, run: list[Component], at: int) -> bool:
    """Whether the piece at `at`, with all before it taken off, does not open an address."""
    piece, rest = run[at], run[at + 1 :]
    if not rest:
        return piece.part in ("floor", "weak", "aside", "number", "name", "building")
    between = text[piece.end : rest[0].start]
    if piece.part == "number":
        if "/" in piece.text and rest[0].part == "number" and len(rest) > 1 and rest[1].part == "street":
            return False
        if rest[0].part == "building" and between == ", ":
            return False
        if "," in between and rest[0].part == "street":
            return not (_opens(text, piece) and rest[0].text[0].isascii())
        return rest[0].part not in ("street", "name", "unit", "building") or "," in between or bool(between.strip())
    if piece.part in ("weak", "aside"):
        return between.strip() in ("at", "на", "-", "—")
    if piece.part == "building":
        return not ({other.part for other in rest} & {"street", "index", "number", "weak", "aside"})
    if piece.part == "name":
        person = re.search(r"([а-яё]+)\s+$", text[: piece.start])
        if person is not None and (said_in(person[1], "ru_honorifics") or said_in(person[1], "ru_people")):
            return True
        return not (is_place(piece.text) or _is_street(text, run, at) or _is_unknown_place(text, run, at))
    return False


def _opens(text: str, piece: Component) -> bool:
    return not text[: piece.start].strip() or bool(CUE.search(text[: piece.start]))


def _is_unknown_place(text: str, run: list[Component], at: int) -> bool:
    """Whether a name that no dictionary has stands where a town does: before a comma and a street with its house."""
    piece, rest = run[at], run[at + 1 :]
    word = piece.text.split()[-1]
    if rest[0].part == "street" and any(POSTAL.fullmatch(other.text) for other in rest) and not is_given(word):
        return "," in text[piece.end : rest[0].start]
    housed = len(rest) > 1 and rest[0].part == "street" and rest[1].part in HOUSES
    if (
        housed
        and "," in text[piece.end : rest[0].start]
        and not text[: piece.start].strip()
        and not OWN_SURNAME.search(word)
    ):
        return not any(is_russian_given(part) or is_given(part) for part in piece.text.split())
    if (
        word[0].isascii()
        or parses(word.lower())
        or any(is_russian_given(part) or is_patronymic(part) for part in piece.text.split())
        or "," not in text[piece.end : rest[0].start]
    ):
        return False
    return rest[0].part in ("street", "place") or (rest[0].part == "name" and _is_street(text, run, at + 1))


def _after_address(text: str, run: list[Component]) -> bool:
    """Whether the last piece goes on with the sentence: "…, 5, Анна откроет"."""
    last, before = run[-1], run[:-1]
    if last.part != "name":
        return False
    parts = {piece.part for piece in before}
    if not parts & {*HOUSES, "unit", "building", "weak", "aside"}:
        return True
    if not ENGLISH_END.match(text[last.end :]) and last.text[0].isascii():
        return True
    if is_place(last.text) or (run[-2].part in HOUSES and re.search(r"\bпо\s+$", text[: last.start])):
        return False
    return not last.text[0].isascii() or is_given(last.text)


def _is_address(text: str, chain: list[Component]) -> bool:
    parts = {piece.part for piece in chain}
    if "unit" in parts or (parts & {"street", "place"} and parts & HOUSES):
        return True
    if "street" in parts and parts & {"building", "weak", "aside"} or ("place" in parts and parts & {"weak", "aside"}):
        return True
    if (
        {"building", "index"} <= parts
        or ("building" in parts and parts & {"weak", "aside"})
        or {"house", "name"} <= parts
    ):
        return True
    if "street" in parts and any(piece.part == "index" and POSTAL.fullmatch(piece.text) for piece in chain):
        return True
    return any(_is_street(text, chain, at) or _is_numbered(text, chain, at) for at in range(len(chain)))


def _is_numbered(text: str, chain: list[Component], at: int) -> bool:
    """Whether a house stands before a street whose type nobody says: "200 Broadway, 5th floor", "deliver to 64 Broadway"."""
    pair, rest = [piece.part for piece in chain[at : at + 2]], chain[at + 2 :]
    if pair != ["number", "name"]:
        return False
    number, name = chain[at : at + 2]
    if any(piece.part in ("weak", "floor", "index") for piece in rest):
        return True
    ends = bool(re.match(r"\s*(?:$|[,.;!?])", text[name.end :]))
    return ends and bool(SENT_TO.search(text[: number.start]) or BARE_STREETS.match(name.text))


def _is_street(text: str, run: list[Component], at: int) -> bool:
    """Whether a name is that of a street whose type nobody says: "на Пушкина 10", "Lesnaya 14, apt 3"."""
    piece, rest = run[at], run[at + 1 :]
    if piece.part != "name" or not rest or rest[0].part not in HOUSES:
        return False
    word = piece.text.split()[-1]
    inside = any(other.part in ("unit", "weak", "floor") for other in rest)
    if word.islower() and not word.isascii() and _is_lower_street(text, piece, word):
        return True
    if word[0].isascii():
        behind = len(rest) > 1 and rest[1].part == "street"
        return not behind and (
            inside and not any(map(is_given, piece.text.split())) or bool(RUSSIAN_STREET.search(word))
        )
    if inside or rest[0].part == "house":
        known = has(word, "Name") and not has(word, "gent")
        return not known and (not parses(word.lower()) or _named_after(word) or has(word, "Geox") or has(word, "ADJF"))
    alone = not text[: piece.start].strip() and bool(re.match(r"\s*(?:$|[,.;!?])", text[rest[-1].end :]))
    if _is_apart(text, run[at:], word):
        return True
    in_town = at > 0 and run[at - 1].part in ("name", "place") and is_place(run[at - 1].text)
    if CUE.search(text[: piece.start]):
        somebody = re.search(r"\bот\s+$", text[: piece.start]) is not None and has(word, "Name", "gent")
        return not somebody and (not parses(word.lower()) or _named_after(word) or has(word, "Geox"))
    if alone and (STRUCTURED.search(rest[0].text) or has(piece.text.split()[0], "ADJF", "femn")):
        if not parses(word.lower()) or any(has(word, grammeme) for grammeme in ("Geox", "ADJF", "Surn")):
            return True
    unknown = alone and in_town and not parses(word.lower())
    return unknown or (alone and has(word, "Geox", "accs")) or ((alone or in_town) and _named_after(word))


def _is_apart(text: str, run: list[Component], word: str) -> bool:
    """Whether a street called after somebody and a house are a sentence, or its part between commas: "…, Мичурина 19"."""
    before, after = text[: run[0].start], text[run[-1].end :]
    apart = re.search(r"[,.:!?]\s*$", before) is not None and ENDED.match(after) is not None
    named = mostly(word, "Surn") and has(word, "gent")
    if ENDED.match(after) and word.endswith(ADJECTIVES):
        oblique = word.endswith(OBLIQUE) and SOMEWHERE.search(before) is not None
        named, apart = True, oblique or re.search(r"[.!?]\s*$", before) is not None
    return apart and named and re.fullmatch(r"\d{1,3}[а-я]?(?:[/кс]\d{1,2})?(?:-\d{1,3})?", run[1].text) is not None


def _is_lower_street(text: str, piece: Component, word: str) -> bool:
    """Whether a street is named without its type and a capital where somebody says where to go: "живу на чехова 22а"."""
    named = mostly(word, "Surn") and has(word, "gent") or (word.endswith(STREET_ENDS) and has(word, "ADJF", "femn"))
    return named and WHERE_TO.search(text[: piece.start]) is not None


def _named_after(word: str) -> bool:
    if not parses(word.lower()) and word.endswith(("ская", "ской", "скую", "ского", "цкая", "цкой")):
        return True
    return any(has(word, *grammemes) for grammemes in (("gent",), ("ADJF", "femn"), ("ADJF", "Geox"), ("Surn",)))


def is_place(words: str) -> bool:
    """Whether the dictionary knows a town or a land by that name, in whatever case."""
    word = words.split()[-1]
    if word[0].isascii():
        return word.lower() in EXONYMS | towns("en_towns") or has(cyrillic(word.split("-")[0]), "Geox")
    if has(word, "Geox") or has(word.split("-")[0], "Geox"):
        return True
    return has(word, "ADJF", "femn") and len(words.split()) == 1
