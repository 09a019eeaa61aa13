"""Words for a prefix: what its items have in common, in both languages."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol, TypeAlias

from podbor.core.items import Bilingual, Item
from podbor.core.morphology import analyser
from podbor.core.vocabulary import LOCALES, Locale
from podbor.tools.sid.prefixes import prefixes

Translate: TypeAlias = Callable[[str, Locale], str]
"""A word and the language wanted; "" where none is known."""
SEPARATOR = " · "
MAX_PARTS = 3
MAIN_KIND = 0.5
"""One kind names the prefix from this share of its items on, several kinds or a group below it."""
SIDE_KIND = 0.25
COMMON_WORD = 0.5
COMMON_BRAND = 0.6
MIN_LIFT = 1.5
"""A word must be this much commoner here than in the prefix above."""
BRAND_WORD = 0.9
"""A word belongs to a brand when this share of the brand's items has it, and of the items that have it is the brand's."""
SHELF_LEVEL = 1
"""The caption of a shelf, two codes long: a longer prefix names an item again, a shorter one an aisle."""
_WORDS: Mapping[Locale, re.Pattern[str]] = {
    "ru": re.compile(r"(?:(?:без|для)\s+)?[^\W\d_]{3,}"),
    "en": re.compile(r"[^\W\d_]{3,}[ -]free|(?:no\s+)?[^\W\d_]{3,}"),
}
"""What a title says of an item: "без сахара" and "sugar free" are one thing, not two."""
EMPTY_WORDS = frozenset(
    "без для под при над или это как размер штук упаковка вкус вкусом литр литра литров грамм "
    "and for with the from free without size pcs pack litre litres liter grams flavour flavor added".split()
)


class KindNames(Protocol):
    """What captions need of the kind vocabulary."""

    def name(self, key: str, locale: Locale) -> str:
        """Name on a shelf."""
        ...

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Groups above, the nearest first."""
        ...


@dataclass(kw_only=True)
class _Tally:
    items: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    brands: Counter[str] = field(default_factory=Counter)
    words: dict[Locale, Counter[str]] = field(default_factory=lambda: {locale: Counter() for locale in LOCALES})


class Captioner:
    """Counts items by prefix as they stream past, then words each prefix."""

    def __init__(self, kinds: KindNames, translate: Translate | None = None) -> None:
        """`translate` words the prefixes whose items have titles in one language only."""
        self._kinds = kinds
        self._translate = translate or (lambda word, locale: "")
        self._tallies: defaultdict[str, _Tally] = defaultdict(_Tally)
        self._brands: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, item: Item, sid: str, *, levels: int) -> None:
        """Count `item` under the prefixes of its first `levels` codes; "" counts the whole catalogue."""
        words = {locale: set(_said(item.title.ru if locale == "ru" else item.title.en, locale)) for locale in LOCALES}
        if item.brand:
            self._brands[item.brand].update(set().union(*words.values()))
        for prefix in ("", *prefixes(sid)[:levels]):
            tally = self._tallies[prefix]
            tally.items += 1
            if item.kind:
                tally.kinds[item.kind] += 1
                tally.groups.update(self._kinds.ancestors(item.kind))
            tally.brands[item.brand] += 1
            for locale in LOCALES:
                tally.words[locale].update(words[locale])

    def captions(self) -> dict[str, Bilingual]:
        """Return a caption for each prefix, such as "шоколад · молочный · плитка"."""
        names = {locale: self._brand_words(locale) for locale in LOCALES}
        return {
            prefix: Bilingual(ru=self._caption(prefix, "ru", names["ru"]), en=self._caption(prefix, "en", names["en"]))
            for prefix in self._tallies
            if prefix
        }

    def _brand_words(self, locale: Locale) -> frozenset[str]:
        """Words that are a brand's name, "alyonka" beside Алёнка: a caption names a brand as it is written."""
        whole = self._tallies[""]
        return frozenset(
            word
            for brand, words in self._brands.items()
            for word, count in words.items()
            if count >= BRAND_WORD * max(whole.brands[brand], whole.words[locale][word])
        )

    def _caption(self, prefix: str, locale: Locale, brand_words: frozenset[str]) -> str:
        tally = self._tallies[prefix]
        above = self._tallies[prefix.rpartition("-")[0]]
        parts = [part for part in (self._kind(tally, locale), _brand(tally)) if part]
        taken = " ".join(parts).lower()
        for word in self._telling(tally, above, locale, brand_words):
            if len(parts) == MAX_PARTS:
                break
            if word[:4] not in taken:
                parts.append(word)
                taken += f" {word}"
        return SEPARATOR.join(parts)

    def _telling(self, tally: _Tally, above: _Tally, locale: Locale, brand_words: frozenset[str]) -> Iterator[str]:
        """The words of a prefix, of the other language's titles where there are none in this one."""
        if tally.words[locale]:
            own = (word for word in _words(tally, above, locale) if word not in brand_words)
            yield from (_nominative(word) for word in own) if locale == "ru" else own
            return
        other: Locale = "en" if locale == "ru" else "ru"
        yield from filter(None, (self._translate(word, locale) for word in _words(tally, above, other)))

    def _kind(self, tally: _Tally, locale: Locale) -> str:
        ranked = [(key, count / tally.items) for key, count in tally.kinds.most_common(2)]
        if ranked and ranked[0][1] >= MAIN_KIND:
            return self._kinds.name(ranked[0][0], locale)
        sides = [key for key, share in ranked if share >= SIDE_KIND]
        if sides:
            return " / ".join(self._kinds.name(key, locale) for key in sides)
        # The smallest group that covers most items says more than the root.
        covering = [(count, key) for key, count in tally.groups.items() if count / tally.items >= MAIN_KIND]
        if covering:
            return self._kinds.name(min(covering)[1], locale)
        return self._kinds.name(tally.groups.most_common(1)[0][0], locale) if tally.groups else ""


def caption_of(captions: Mapping[str, Bilingual], sid: str, locale: Locale) -> str:
    """Words for the shelf of a semantic ID, two codes deep; "" where there are none.

    >>> caption_of({"1-2": Bilingual(ru="чай · зелёный", en="tea · green")}, "1-2-3", "en")
    'tea · green'
    """
    above = prefixes(sid)
    caption = captions.get(above[min(SHELF_LEVEL, len(above) - 1)]) if above else None
    return caption.text(locale) if caption else ""


def _said(title: str, locale: Locale) -> list[str]:
    return [word for word in _WORDS[locale].findall(title.lower()) if word not in EMPTY_WORDS]


@cache
def _nominative(word: str) -> str:
    """A Russian word as a shelf writes it: "коньяком" is "коньяк"; what is nominative or after "без" stays."""
    found = analyser().parse(word) if " " not in word else []
    if not found or any("nomn" in parse.tag for parse in found):
        return word
    return str(found[0].normal_form)


def _brand(tally: _Tally) -> str:
    brand, count = tally.brands.most_common(1)[0]
    return brand if brand and tally.items > 1 and count / tally.items >= COMMON_BRAND else ""


def _words(tally: _Tally, above: _Tally, locale: Locale) -> Iterator[str]:
    for word, count in sorted(tally.words[locale].items(), key=lambda pair: (-pair[1], pair[0])):
        share = count / tally.items
        if share < COMMON_WORD or count < min(2, tally.items):
            return
        if share >= MIN_LIFT * above.words[locale][word] / above.items:
            yield word
