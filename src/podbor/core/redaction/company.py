"""Surnames beside names that were found, and those that sign a message."""

import re
from collections.abc import Iterable, Iterator, Sequence

from podbor.core.morphology import has, mostly, parses
from podbor.core.redaction.brands import brands_in
from podbor.core.redaction.english_words import is_given, is_surname
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.russian_words import OWN_SURNAME
from podbor.core.redaction.russian_words import is_given as is_russian_given
from podbor.core.redaction.spans import Span

WORD = r"[A-ZА-ЯЁ][a-zа-яё]+(?:-[A-ZА-ЯЁ][a-zа-яё]+)?"
BEFORE = re.compile(rf"(?<![\w-])({WORD})(?:,\s|,?\s(?:и|да|или|либо|and|or|&)\s)$")
AFTER = re.compile(rf"(?:,\s|,?\s(?:и|да|или|либо|and|or|&)\s)({WORD})(?=\s*(?:$|[,.;!?]|\s(?:и|and)\s))")
SIGNATURE = re.compile(r"(?<=[.!?,]\s)([А-ЯЁ][а-яё]{3,}(?:-[А-ЯЁ][а-яё]+)?)[.!]?\s*$")
OF_EACH = re.compile(rf"(?:^|[.!?;,]\s)({WORD}):\s(?=[a-zа-яё\d])")
LONGEST_WORD = 40
FEWEST = 2


def beside(text: str, names: Sequence[Span], others: Iterable[Span]) -> list[Span]:
    """Surnames and given names in one list with a found name: "Кротовой, Абдуллину и Гавриловой"."""
    found: list[Span] = []
    taken = [*names, *others]
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        for word in _neighbours(text, name):
            if not any(span.start < word.end and word.start < span.end for span in taken):
                found.append(word)
                taken.append(word)
                waiting.append(word)
    return found


def _neighbours(text: str, name: Span) -> Iterator[Span]:
    before = BEFORE.search(text, max(0, name.start - LONGEST_WORD), name.start)
    if before and _opens_nothing(text, before.start(1)) and _is_somebodys(before[1]):
        yield Span(start=before.start(1), end=before.end(1), kind="name")
    after = AFTER.match(text, name.end)
    if after and _is_somebodys(after[1]):
        yield Span(start=after.start(1), end=after.end(1), kind="name")


def _opens_nothing(text: str, start: int) -> bool:
    """Whether the capital is no sentence's."""
    return re.search(r"(?:^|[.!?]\s*)$", text[:start]) is None


def _is_somebodys(word: str) -> bool:
    """Whether a word with a capital is a name, and neither a thing nor a town."""
    lower = word.lower()
    if (brands_in([word]) and not mostly(lower, "Surn")) or any(
        lower in words(f"{locale}_called_alike") for locale in ("ru", "en")
    ):
        return False
    if word[0].isascii():
        known = is_given(word) or is_surname(word)
        return known and not any(
            lower in words(name) for name in ("en_ambiguous", "en_products", "en_never", "en_towns")
        )
    if said_in(word, "ru_products") or has(lower, "Geox"):
        return False
    return is_russian_given(word) or _is_russian_surname(word)


def _is_russian_surname(word: str) -> bool:
    lower = word.lower()
    return mostly(lower, "Surn") or (not parses(lower) and OWN_SURNAME.search(lower) is not None)


def of_each(text: str, others: Sequence[Span]) -> list[Span]:
    """Those of whom it is said in turn what each wants: "Рогожина: банка огурцов. Кулик: хлеб"."""
    said = [match for match in OF_EACH.finditer(text) if match[1].lower() not in words("en_openers")]
    if sum(_is_somebodys(match[1]) for match in said) < FEWEST:
        return []
    return [
        Span(start=match.start(1), end=match.end(1), kind="name")
        for match in said
        if not any(span.start < match.end(1) and match.start(1) < span.end for span in others)
    ]


def signature(text: str, others: Iterable[Span]) -> list[Span]:
    """A surname that is a message's last sentence: "… вместо мешка цемента. Батурин"."""
    match = SIGNATURE.search(text)
    if match is None or any(span.start < match.end(1) and match.start(1) < span.end for span in others):
        return []
    signed = _is_russian_surname(match[1]) and has(match[1].lower(), "nomn") or not parses(match[1].lower())
    signed = signed and OWN_SURNAME.search(match[1].lower()) is not None and not brands_in([match[1]])
    return [Span(start=match.start(1), end=match.end(1), kind="name")] if signed else []
