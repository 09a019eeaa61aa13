"""The size of a package as its name tells it."""

import re
from dataclasses import dataclass

from podbor.core.vocabulary import Unit

NUMBER = r"(\d+(?:[.,]\d+)?)"
UNITS: dict[str, tuple[float, Unit]] = {
    "кг": (1000, "g"),
    "kg": (1000, "g"),
    "г": (1, "g"),
    "гр": (1, "g"),
    "g": (1, "g"),
    "мг": (0.001, "g"),
    "мл": (1, "ml"),
    "ml": (1, "ml"),
    "л": (1000, "ml"),
    "l": (1000, "ml"),
    "шт": (1, "pcs"),
    "pcs": (1, "pcs"),
    "рулонов": (1, "pcs"),
    "рулона": (1, "pcs"),
    "капсул": (1, "pcs"),
    "пакетиков": (1, "pcs"),
    "таблеток": (1, "pcs"),
}
SIZE = re.compile(
    rf"(?:{NUMBER}\s*[xх×*]\s*)?{NUMBER}(?:\s*[-–—]\s*\d+(?:[.,]\d+)?)?\s*({'|'.join(sorted(UNITS, key=len, reverse=True))})\b\.?",
    re.IGNORECASE,
)
AFTER = re.compile(r"\s*[xх×*]\s*(\d+)(?![.,]?\d|\s*(?:г|гр|мл|л|кг|мг|g|ml|l|kg|mg)\b)\s*(?:шт|pcs)?", re.IGNORECASE)
"""How many packs of a size there are; in "25 пакетиков х 2 г" it is what one weighs."""
MAX_SIZE = 1_000_000.0


@dataclass(frozen=True, kw_only=True)
class Size:
    """Amount of one package: grams, millilitres or pieces."""

    amount: float
    unit: Unit


def size_of(title: str, *, pieces_first: bool = False) -> Size | None:
    """Size that a name ends with: "0,5 л" is 500 ml, "5х80 г" is 400 g, "2 шт., 160 г" is 160 g; of a range, its start.

    With `pieces_first` a count wins over a weight ("9–14 кг, 44 шт." of nappies).
    """
    found: list[Size] = []
    for match in SIZE.finditer(title):
        times, amount, unit = match.groups()
        factor, base = UNITS[unit.casefold()]
        after = AFTER.match(title, match.end())
        count = _number(times) if times else (float(after.group(1)) if after else 1.0)
        total = count * _number(amount) * factor
        if 0 < total <= MAX_SIZE:
            found.append(Size(amount=round(total, 3), unit=base))
    weights = [size for size in found if size.unit != "pcs"]
    pieces = [size for size in found if size.unit == "pcs"]
    preferred = (pieces or weights) if pieces_first else (weights or pieces)
    return preferred[-1] if preferred else None


def _number(text: str) -> float:
    return float(text.replace(",", "."))
