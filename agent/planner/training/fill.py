"""Filling the slots of phrase banks: vocabularies, Russian cases, prices as people say them, ordinals."""

import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from podbor.agent.planner.training.banks import CASES, POSITION, PRICES, SLOT, SLOTS, BankLine
from podbor.core.errors import SetupError
from podbor.core.morphology import analyser

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

PYMORPHY_CASE = {"nom": "nomn", "gen": "gent", "dat": "datv", "acc": "accs", "ins": "ablt", "loc": "loct"}
_ORDINALS = {
    "ru": ("первый", "второй", "третий", "четвёртый", "пятый"),
    "en": ("first", "second", "third", "fourth", "fifth"),
}
_ORDINAL_FORMS = {
    "ord": {"nomn", "masc"},
    "nom": {"nomn", "masc"},
    "gen": {"gent", "masc"},
    "dat": {"datv", "masc"},
    "acc": {"nomn", "masc"},
    "ins": {"ablt", "masc"},
    "loc": {"loct", "masc"},
    "f": {"nomn", "femn"},
    "facc": {"accs", "femn"},
    "n": {"nomn", "neut"},
}
_ROUND = (50, 70, 80, 90, 100, 120, 150, 180, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 990, 1000, 1200)
_LARGE = (
    1500,
    1800,
    2000,
    2200,
    2500,
    3000,
    3500,
    4000,
    5000,
    6000,
    7000,
    8000,
    10000,
    12000,
    15000,
    20000,
    25000,
    30000,
)


class Filler:
    """Draws slot values; one instance a language."""

    def __init__(self, lang: str, *, folder: Path = SLOTS) -> None:
        self.lang = lang
        self._folder = folder / lang
        self._vocabularies: dict[str, list[tuple[str, ...]]] = {}

    def vocabulary(self, name: str) -> list[tuple[str, ...]]:
        """Entries as (canonical, surface, …)."""
        if name not in self._vocabularies:
            path = self._folder / f"{name}.tsv"
            if not path.exists():
                raise SetupError(f"slot vocabulary {path} is missing", mend="git checkout agent/planner/training/slots")
            rows = [tuple(cell.strip() for cell in line.split("\t")) for line in path.read_text("utf-8").splitlines()]
            kept = [row for row in rows if row[0] and not row[0].startswith("#")]
            self._vocabularies[name] = [row if len(row) > 1 else (row[0], row[0]) for row in kept]
        return self._vocabularies[name]

    def fill(self, line: BankLine, rng: random.Random) -> tuple[str, dict[str, str], str]:
        """Return message, state and plan with every slot drawn."""
        draws = self._draw(line, rng)

        def surface(found: re.Match[str]) -> str:
            name, index, form = found.groups()
            return self._surface(name, draws[name + index], form, rng)

        def canonical(found: re.Match[str]) -> str:
            return draws[found[1] + found[2]][0]

        state = {key: SLOT.sub(canonical, value) for key, value in line.state.items()}
        return SLOT.sub(surface, line.message), state, SLOT.sub(canonical, line.plan)

    def _draw(self, line: BankLine, rng: random.Random) -> dict[str, tuple[str, ...]]:
        wanted = {
            name + index: name for text in (line.message, *line.state.values()) for name, index, _ in SLOT.findall(text)
        }
        draws: dict[str, tuple[str, ...]] = {}
        prices = sorted(rng.sample(draw_prices(rng), 3))
        positions = rng.sample(range(1, 6), 3)
        for key, name in wanted.items():
            order = int(key[len(name) :] or 1) - 1
            if name == PRICES:
                draws[key] = (str(prices[min(order, 2)]),)
            elif name == POSITION:
                draws[key] = (str(positions[min(order, 2)]),)
            else:
                draws[key] = self._entry(name, {value[0] for value in draws.values()}, rng)
        return draws

    def _entry(self, name: str, taken: set[str], rng: random.Random) -> tuple[str, ...]:
        vocabulary = self.vocabulary(name)
        entry = rng.choice(vocabulary)
        while entry[0] in taken and len(vocabulary) > len(taken):
            entry = rng.choice(vocabulary)
        return (entry[0], rng.choice(entry[1:]))

    def _surface(self, name: str, draw: tuple[str, ...], form: str | None, rng: random.Random) -> str:
        if name == PRICES:
            return say_price(int(draw[0]), self.lang, rng)
        if name == POSITION:
            return say_position(int(draw[0]), self.lang, form)
        if form in CASES and self.lang == "ru":
            return inflect(draw[1], form)
        if form == "pl" and self.lang == "en":
            return plural(draw[1])
        return draw[1]


def draw_prices(rng: random.Random) -> list[int]:
    """A pool of prices to draw from: round, large and odd ones."""
    odd = [rng.randrange(30, 2000), rng.randrange(100, 1000) // 10 * 10, rng.randrange(1000, 90000) // 100 * 100]
    return list(dict.fromkeys([*rng.sample(_ROUND, 6), *rng.sample(_LARGE, 5), *odd]))


def say_price(price: int, lang: str, rng: random.Random) -> str:
    """Say a price as the normaliser leaves it: digits, now and then with a currency."""
    if lang == "ru":
        return f"{price}{rng.choices(['', ' рублей', ' руб', 'р', ' р', '₽'], [12, 3, 3, 2, 1, 1])[0]}"
    return f"{price}{rng.choices(['', ' rub', ' roubles', ' rubles', 'r', '₽'], [12, 2, 3, 2, 1, 1])[0]}"


def say_position(position: int, lang: str, form: str | None) -> str:
    """Say a position: a digit, or an ordinal where a form asks for one."""
    if form is None or (lang == "en" and form != "ord"):
        return str(position)
    word = _ORDINALS[lang][position - 1]
    return word if lang == "en" else _inflect_ordinal(word, form)


@cache
def _inflect_ordinal(word: str, form: str) -> str:
    parsed = next(parse for parse in analyser().parse(word) if "masc" in parse.tag and "nomn" in parse.tag)
    inflected = parsed.inflect(frozenset(_ORDINAL_FORMS[form]))
    return str(inflected.word) if inflected else word


@cache
def inflect(phrase: str, case: str) -> str:
    """Put a Russian noun phrase into a case: its head noun and the adjectives before it; the rest stays."""
    if case == "nom":
        return phrase
    words = phrase.split(" ")
    parses = [_nominative(word) for word in words]
    head = next((at for at, parse in enumerate(parses) if parse is not None and "NOUN" in parse.tag), len(words) - 1)
    noun = parses[head]
    number = "plur" if noun is not None and "plur" in noun.tag else "sing"
    gender = noun.tag.gender if noun is not None and "NOUN" in noun.tag else None
    return " ".join(
        _put(word, parse, case, number, gender) if at <= head and parse is not None else word
        for at, (word, parse) in enumerate(zip(words, parses, strict=True))
    )


def _nominative(word: str) -> "Parse | None":
    if not re.fullmatch(r"[а-яёА-ЯЁ-]+", word):
        return None
    for parse in analyser().parse(word.lower()):
        if parse.tag.POS in ("NOUN", "ADJF", "PRTF") and "nomn" in parse.tag:
            return parse
    return None


def _put(word: str, parse: "Parse", case: str, number: str, gender: str | None) -> str:
    wanted = {PYMORPHY_CASE[case], number}
    if parse.tag.POS in ("ADJF", "PRTF"):
        if case == "acc" and (number == "plur" or gender == "masc"):
            return word
        if number == "sing" and gender:
            wanted.add(gender)
    inflected = parse.inflect(wanted)
    if inflected is None:
        return word
    return str(inflected.word).capitalize() if word[0].isupper() else str(inflected.word)


def plural(phrase: str) -> str:
    """A regular English plural of the last word."""
    if re.search(r"(s|x|ch|sh)$", phrase):
        return phrase if phrase.endswith("s") else phrase + "es"
    if re.search(r"[^aeiou]y$", phrase):
        return phrase[:-1] + "ies"
    return phrase + "s"
