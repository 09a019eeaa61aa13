"""The quantities of a title: sizes, counts, percents, ratings, each in one unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from podbor.tools.catalog.sizes import MASS, VOLUME

NUMBER = r"\d+(?:[.,]\d+)?"
COUNTED_NOUNS = (
    "gel caps",
    "soft gels",
    *"tabs tbl caps capsule softgel gelcaps blades cartridges cartridge cassettes sachet strips".split(),
    *"bars батончиков батончика".split(),
    *"таб капсула таблетка таблетки пакетик пач пачек пачки бут бутылок бутылки банок банки бан баночек баночки".split(),
    *"кассет кассеты кассета полосок полоски амп ампул ампулы супп свечей свечи пипеток пипетки пипетка пип".split(),
    *"роликов пластинок леденцов пастилок ломтика жевателек карандашей фломастеров ручек стержней конвертов".split(),
    *"тампонов прокладок подгузников трусиков памперсов губок салфетки батареек яиц cans bottles eggs nappies".split(),
    *"diapers pads tampons batteries pencils pens lozenges gummies pods condoms ампула тюбик-капельниц".split(),
)
"""Nouns that are counted and that tell what is counted: they stay in the title."""
TERABYTE = 1024
"""Gigabytes."""
UNITS: dict[str, tuple[str, float]] = {
    **{name: ("mass", factor) for name, factor in MASS.items()},
    **{name: ("volume", factor) for name, factor in VOLUME.items()},
    **dict.fromkeys(
        (
            "шт",
            "штук",
            "штуки",
            "штука",
            "рулонов",
            "рулон",
            "рулона",
            "рул",
            "пакетиков",
            "пакетика",
            "пак",
            "пакетов",
            "капсул",
            "капсулы",
            "капс",
        ),
        ("count", 1),
    ),
    **dict.fromkeys(
        ("таблеток", "табл", "салфеток", "пар", "пары", "пара", "стиков", "саше", "пирамидок", "пирамидки", "пир"),
        ("count", 1),
    ),
    **dict.fromkeys(
        (
            "pcs",
            "pc",
            "bags",
            "tea bags",
            "teabags",
            "tea-bags",
            "pyramids",
            "envelopes",
            "rolls",
            "capsules",
            "tablets",
            "pack",
            "sheets",
            "count",
            "ct",
            "sachets",
            "softgels",
        ),
        ("count", 1),
    ),
    **dict.fromkeys(("слой", "слоя", "слоев", "сл", "слойные", "слойная", "ply", "layers", "layer"), ("layers", 1)),
    **dict.fromkeys(("мм", "mm"), ("length", 1)),
    **dict.fromkeys(("см", "cm"), ("length", 10)),
    **dict.fromkeys(("м", "m", "метр", "метра", "метров", "metres"), ("length", 1000)),
    **dict.fromkeys(("вт", "w"), ("watts", 1)),
    **dict.fromkeys(("квт", "kw"), ("watts", 1000)),
    **dict.fromkeys(("гб", "gb"), ("memory", 1)),
    **dict.fromkeys(("тб", "tb"), ("memory", TERABYTE)),
    **dict.fromkeys(("мес", "месяцев", "месяца", "месяц", "months", "month", "mo"), ("age", 1)),
    **dict.fromkeys(("лет", "года", "год", "years"), ("age", 12)),
    **dict.fromkeys(("час", "часа", "часов", "ч", "hours", "h"), ("hours", 1)),
    **dict.fromkeys(("стирок", "стирки", "ст", "washes", "wash", "loads", "load"), ("washes", 1)),
    **dict.fromkeys(("листов", "листа", "лист"), ("count", 1)),
    **dict.fromkeys(("цветов", "цвета", "цв", "colours", "colors"), ("colours", 1)),
    **dict.fromkeys(("вид", "вида", "видов"), ("varieties", 1)),
    **dict.fromkeys(
        (
            "порций",
            "порции",
            "подушечек",
            "pellets",
            "предметов",
            "предмета",
            "предм",
            "пр",
            "деталей",
            "детали",
            "дет",
            "элементов",
            "кубиков",
            "куб",
            "треугольников",
            "ломтиков",
            "triangles",
            "cup",
            "cups",
            "чашек",
            "чашки",
            "персон",
        ),
        ("portions", 1),
    ),
    **dict.fromkeys(("дюйм", "дюйма", "дюймов", "inch"), ("inches", 1)),
    **dict.fromkeys(("лм", "lm", "lumen", "lumens"), ("lumens", 1)),
    **dict.fromkeys(("стр", "страниц", "pages"), ("pages", 1)),
    **dict.fromkeys(("watt", "watts"), ("watts", 1)),
    **dict.fromkeys(("sh", "shts", "sheet"), ("count", 1)),
    **dict.fromkeys(COUNTED_NOUNS, ("count", 1)),
    **dict.fromkeys(("гц", "hz"), ("hertz", 1)),
    **dict.fromkeys(("мкг", "mcg"), ("mcg", 1)),
    **dict.fromkeys(("ме", "iu"), ("iu", 1)),
    **dict.fromkeys(("бар", "bar"), ("pressure", 1)),
    **dict.fromkeys(("об/мин", "обмин", "rpm"), ("turns", 1)),
    **dict.fromkeys(("дб", "db"), ("loudness", 1)),
    **dict.fromkeys(("па", "pa"), ("suction", 1)),
    **dict.fromkeys(("кпа", "kpa"), ("suction", 1000)),
    **dict.fromkeys(("мбит/с", "мбитс", "mbps", "mbit/s", "мб/с", "мбс", "mb/s", "mbs"), ("speed", 1)),
    **dict.fromkeys(("мп", "мпикс", "mp"), ("pixels", 1)),
    **dict.fromkeys(("к/с", "fps"), ("frames", 1)),
    **dict.fromkeys(("мс", "ms"), ("response", 1)),
    **dict.fromkeys(("мкм", "microns"), ("thickness", 1)),
    **dict.fromkeys(("кнопки", "кнопок", "кнопками", "buttons"), ("buttons", 1)),
    **dict.fromkeys(("нит", "nits"), ("brightness", 1)),
    **dict.fromkeys(("ом", "ohm"), ("impedance", 1)),
    "dpi": ("dpi", 1),
    "gsm": ("density", 1),
    "mah": ("mah", 1),
    "den": ("den", 1),
    "%": ("percent", 1),
}
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
TIMES = r"\s*[xх×*]\s*"
END = r"(?![\w%])\.?"
MEASURE = re.compile(
    rf"(?P<parts>{NUMBER}(?:(?:{TIMES}|\s*[-–—/]\s*){NUMBER})*)\s*-?\s*(?P<unit>{UNIT}){END}"
    rf"(?:{TIMES}(?P<after>\d+)(?!{TIMES}|\d|[.,]\d|\s*(?:{UNIT}){END}))?"
)
IN_ONE = re.compile(r"\b(\d{1,2})\s*-?\s*(?:в|in)\s*-?\s*1\b")
KELVIN = re.compile(r"\b([2-9]\d00)\s*[kк]\b")
SPF = re.compile(r"(?<!\w)(?:spf|сзф|спф)\s*-?\s*(\d{1,3})(?:\s*plus)?(?!\w)")
SPLIT = re.compile(r"\s*([xх×*/]|[-–—])\s*")
NAMED = re.compile(r"[^\W\d_nxх]")
OF_NO_NAME = ("memory", "count", "watts")
"""Dimensions whose number has no letter before it: the 6 of "B6 таблетки" counts nothing."""
SQUARE = "square"
"""The side of what is measured as "70х70"."""
MEASURES = ("mass", "volume")
SIZES = (*MEASURES, "count")
IGNORED_PERCENT = 100.0
MOST_YEARS = 120


@dataclass(frozen=True, kw_only=True)
class Quantities:
    """Values by dimension: grams, millilitres, pieces, millimetres, GB …; "range:mass" holds both ends of a range."""

    values: Mapping[str, frozenset[float]]

    def get(self, dimension: str) -> frozenset[float]:
        """The values of a dimension, empty where the title has none."""
        return self.values.get(dimension, frozenset())

    @property
    def dimensions(self) -> frozenset[str]:
        """What the title measures."""
        return frozenset(self.values)


def quantities_of(folded: str) -> tuple[Quantities, str]:
    """Take the quantities out of a folded title: returns them and the rest of the text.

    "5х80 г" is five pieces of 80 g, "54 шт х 3" is 162 pieces, "0,93 л" is 930 ml, "8/256gb" is 8 and 256 GB, "9-14 кг" a range.
    """
    found: dict[str, set[float]] = {}

    def take(match: re.Match[str]) -> str:
        dimension, factor = UNITS[match["unit"]]
        if dimension in OF_NO_NAME and NAMED.match(match.string[max(0, match.start() - 1) :]):
            return match[0]
        if dimension == "age" and factor > 1 and _a_year(match["parts"]):
            return match[0]
        read = _read(match["parts"], dimension, factor)
        packs = float(match["after"]) if match["after"] and dimension == "count" else 1.0
        for name, value in read:
            found.setdefault(name, set()).add(_binary(value) if name == "memory" else value * packs)
        if match["after"] and dimension != "count":
            found.setdefault("count", set()).add(float(match["after"]))
        return f" , {match['unit']} " if match["unit"] in COUNTED_NOUNS else " , "

    def kelvin(match: re.Match[str]) -> str:
        found.setdefault("kelvin", set()).add(float(match[1]))
        return " , "

    def in_one(match: re.Match[str]) -> str:
        found.setdefault("in one", set()).add(float(match[1]))
        return " , "

    def sun_protection(match: re.Match[str]) -> str:
        found.setdefault("spf", set()).add(float(match[1]))
        return " , "

    rest = MEASURE.sub(take, KELVIN.sub(kelvin, IN_ONE.sub(in_one, SPF.sub(sun_protection, folded))))
    found.get("count", set()).discard(1.0)
    found.get("percent", set()).discard(IGNORED_PERCENT)
    values = {name: frozenset(values) for name, values in found.items() if values}
    return Quantities(values=values), rest


def _binary(gigabytes: float) -> float:
    """1000 GB are a terabyte as well as 1024 are."""
    terabytes = gigabytes / 1000
    return terabytes * TERABYTE if terabytes and terabytes.is_integer() else gigabytes


def _a_year(parts: str) -> bool:
    """Whether years are a year: "с 1901 года"."""
    return parts.isdecimal() and int(parts) > MOST_YEARS


def _read(parts: str, dimension: str, factor: float) -> list[tuple[str, float]]:
    """(dimension, value) of "5х80", "9-14", "8/256", "33х33" and plain numbers."""
    pieces = SPLIT.split(parts)
    numbers = [float(piece.replace(",", ".")) for piece in pieces[::2]]
    marks = set(pieces[1::2])
    scaled = [round(number * factor, 3) for number in numbers]
    if not marks:
        return [(dimension, scaled[0])]
    if dimension in ("length", "memory"):
        square = dimension == "length" and len(set(scaled)) == 1 and marks.isdisjoint("-–—/")
        return [*((dimension, value) for value in scaled), *([(SQUARE, scaled[0])] if square else [])]
    if marks <= {"-", "–", "—", "/"}:
        return [(f"range:{dimension}", value) for value in scaled]
    if dimension == "count":
        return [(dimension, prod(scaled))]
    if len(numbers) == 2 and numbers[0].is_integer():
        return [("count", numbers[0]), (dimension, scaled[1])]
    return [(dimension, value) for value in scaled]
