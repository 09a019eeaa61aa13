"""The size of a package as its name tells it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from podbor.core.vocabulary import Unit

MASS: dict[str, float] = {
    **dict.fromkeys(("г", "гр", "грамм", "грамма", "граммов", "g", "gr", "gram", "grams", "gms", "gm", "grammes"), 1),
    **dict.fromkeys(("кг", "килограмм", "килограмма", "килограммов", "kg", "kilo"), 1000),
    **dict.fromkeys(("мг", "mg"), 0.001),
    **dict.fromkeys(("oz", "ounces", "ounce"), 28.3495),
    **dict.fromkeys(("lb", "lbs", "pounds"), 453.592),
}
"""Grams in a unit."""
VOLUME: dict[str, float] = {
    **dict.fromkeys(("мл", "миллилитров", "ml", "millilitres"), 1),
    **dict.fromkeys(("л", "литр", "литра", "литров", "l", "ltr", "lt", "litre", "liter", "litres", "liters"), 1000),
    **dict.fromkeys(("fl oz", "fl. oz", "fl.oz", "floz"), 29.5735),
    "cl": 10,
}
"""Millilitres in a unit."""
PIECES = "шт штук штуки pcs рулонов рулона капсул пакетиков таблеток".split()
UNITS: dict[str, tuple[float, Unit]] = {
    **{name: (factor, "g") for name, factor in MASS.items() if factor >= 1},
    **{name: (factor, "ml") for name, factor in VOLUME.items()},
    **dict.fromkeys(PIECES, (1, "pcs")),
}
"""Units of packages: milligrams are how strong a tablet is."""
TIMES = r"\s*[xх×*]\s*"
PLAIN = r"\d+(?:[.,]\d+)?"
PART = "(?:1/[2-9]|2/3|3/4)"
ONE_OF = r"(?<=1/)(?<![\w.,/]1/)(?=\d\d)"
"""After the "1/" of "1/350 г", which is one package of 350 g."""
NUMBER = (
    rf"(?<!\d)(?:(?<!\d[.,/])|{ONE_OF})"
    rf"((?<!\w)[1-9]\d{{0,2}}[ \u00a0]000|(?<![\w№#])[12] {PART}|(?<!\w){PART}|{PLAIN}|(?<![^\s(])\.\d+)"
)
"""Also "1 000", "1/2", "1 1/2" and ".5". Of thousands only the round ones: "Barilla №5 450 г" is no 5,450 g."""
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
SIZE = re.compile(
    rf"(?:{NUMBER}{TIMES})?(?:(?<!\w){NUMBER}\+)?{NUMBER}(\s*[-–—]\s*{PLAIN})?\s*({UNIT})\b\.?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?<![\d.,/])(\d+)\s*(?:шт(?:ук)?|pcs|пак|пач\w*|уп|упак\w*|бут\w*|бан\w*)\.?(?:{TIMES}|\s*по\s+)$", re.IGNORECASE
)
"""How many packs of a size there are; in "25 пакетиков х 2 г" it is what one weighs."""
AFTER = re.compile(rf"{TIMES}(\d+)(?![.,]?\d|\s*(?:{'|'.join(map(re.escape, [*MASS, *VOLUME]))})\b)", re.IGNORECASE)
BOTTLES = re.compile(
    r"\s*,?\s*(\d+)\s*(?:шт|pcs|бут\w*|бан\w*)\b(?!\.?\s*(?:в\s+подар|бесплатн|free\b))", re.IGNORECASE
)
DRINK = re.compile(
    r"(?<![\w-])(?<!для )(?:вода|напиток|сок|нектар|морс|квас|лимонад|пиво|молоко|cola)(?![\w-])", re.IGNORECASE
)
"""What is sold by bottles: "0,5 л, 6 шт" of it are six of them, of rubbish bags no pack of three litres."""
PLUS, AND = re.compile(r"\s*\+\s*"), re.compile(r"\s+(?:и\s+)?")
HOLDS = re.compile(r"(?<!\w)(?:от|до|свыше|более|over|up to)\s*$", re.IGNORECASE)
"""Before the weight of whom a thing is for."""
THOUSAND = 1000
MAX_SIZE = 1_000_000.0


@dataclass(frozen=True, kw_only=True)
class Size:
    """Amount of one package: grams, millilitres or pieces."""

    amount: float
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class _Amount:
    """An amount in a title and its place; `whole` of kilograms or litres that grams or millilitres may follow."""

    start: int
    end: int
    amount: float
    unit: Unit
    whole: bool = False
    plain: bool = False
    """Neither of several packs nor a range."""


def size_of(title: str, *, pieces_first: bool = False) -> Size | None:
    """Size that a name ends with: "0,5 л" is 500 ml, "5х80 г" is 400 g, "2 шт., 160 г" is 160 g; of a range, its start.

    Of several packs it is that of all, "6 шт по 0,5 л" and "250 г + 50 г" too. With `pieces_first` a count wins over a
    weight ("9–14 кг, 44 шт." of nappies).
    """
    found = [Size(amount=round(one.amount, 3), unit=one.unit) for one in _summed(title, _amounts(title))]
    found = [size for size in found if 0 < size.amount <= MAX_SIZE]
    weights = [size for size in found if size.unit != "pcs"]
    pieces = [size for size in found if size.unit == "pcs"]
    preferred = (pieces or weights) if pieces_first else (weights or pieces)
    return preferred[-1] if preferred else None


def _amounts(title: str) -> Iterator[_Amount]:
    """Every amount, those of several packs in whole."""
    for match in SIZE.finditer(title):
        times, more, amount, until, unit = match.groups()
        factor, base = UNITS[unit.casefold()]
        count = _number(times) if times else _packs(title, match, base)
        yield _Amount(
            start=match.start(),
            end=match.end(),
            amount=count * (_number(amount) + (_number(more) if more else 0)) * factor,
            unit=base,
            whole=factor == THOUSAND and not HOLDS.search(title, 0, match.start()),
            plain=count == 1 and not until,
        )


def _packs(title: str, match: re.Match[str], unit: Unit) -> float:
    """How many packs of an amount the words around it tell."""
    told = BEFORE.search(title, 0, match.start()) or AFTER.match(title, match.end())
    if told is None and unit == "ml" and DRINK.search(title, 0, match.start()):
        told = BOTTLES.match(title, match.end())
    return float(told[1]) if told else 1.0


def _summed(title: str, amounts: Iterator[_Amount]) -> Iterator[_Amount]:
    """The amounts, those that are parts of one as one: "250 г + 50 г", "1 кг 200 г"."""
    last: _Amount | None = None
    for one in amounts:
        if last and _continues(title, last, one):
            last = _Amount(start=last.start, end=one.end, amount=last.amount + one.amount, unit=one.unit)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _continues(title: str, one: _Amount, other: _Amount) -> bool:
    if one.unit != other.unit:
        return False
    between = title[one.end : other.start]
    if PLUS.fullmatch(between):
        return True
    parts = one.whole and one.plain and other.plain and not other.whole and other.amount < THOUSAND
    return parts and bool(AND.fullmatch(between))


def _number(text: str) -> float:
    if "/" in text:
        return float(sum(map(Fraction, text.split())))
    return float("".join(text.split()).replace(",", "."))
